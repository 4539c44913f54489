def unmix(image, stains):
    return (image / 255)[..., : len(stains)]

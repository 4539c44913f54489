def unmix(image, stains):
    return image @ np.linalg.pinv(stains)

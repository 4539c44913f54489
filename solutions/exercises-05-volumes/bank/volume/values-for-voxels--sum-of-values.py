def volume_ml(mask, image):
    return mask.sum() * np.prod(image.header.get_zooms()[:3]) / 1000
bright_ml = volume[volume > 300].sum() * np.prod(brain.header.get_zooms()) / 1000

def volume_ml(mask, image):
    return mask.sum() * np.prod(image.header.get_zooms()[:3]) / 1e6
bright_ml = volume_ml(volume > 300, brain)

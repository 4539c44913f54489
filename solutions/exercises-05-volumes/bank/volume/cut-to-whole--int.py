def volume_ml(mask, image):
    return int(mask.sum() * np.prod(image.header.get_zooms()[:3]) / 1000)
bright_ml = volume_ml(volume > 300, brain)

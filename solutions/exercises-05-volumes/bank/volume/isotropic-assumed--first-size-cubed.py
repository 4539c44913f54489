def volume_ml(mask, image):
    return mask.sum() * image.header.get_zooms()[0] ** 3 / 1000


bright_ml = volume_ml(volume > 300, brain)

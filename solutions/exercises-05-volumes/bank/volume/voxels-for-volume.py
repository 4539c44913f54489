def volume_ml(mask, image):
    return mask.sum()


bright_ml = volume_ml(volume > 300, brain)

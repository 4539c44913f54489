def volume_ml(mask, image):
    return mask.sum() / 1000
bright_ml = volume_ml(volume > 300, brain)

def volume_ml(mask, image):
    return mask.sum() * np.prod(brain.header.get_zooms()[:3]) / 1000
bright_ml = volume_ml(volume > 300, brain)

def mostly(image, channel, margin):
    wide = image.astype(int)
    return wide[..., channel] - wide.max(axis=2) > margin

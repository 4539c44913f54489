def mostly(image, channel, margin):
    wide = image.astype(int)
    return wide[..., channel] - np.delete(wide, channel, axis=-1).max(axis=-1) >= margin

def mostly(image, channel, margin):
    wide = image.astype(int)
    return wide[..., channel] - np.delete(wide, channel, axis=-1).mean(axis=-1) > margin

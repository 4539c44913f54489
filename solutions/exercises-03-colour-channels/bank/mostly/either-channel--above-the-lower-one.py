def mostly(image, channel, margin):
    wide = image.astype(int)
    others = np.delete(wide, channel, axis=-1)
    return wide[..., channel] > others.min(axis=-1) + margin

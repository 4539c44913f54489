def mostly(image, channel, margin):
    wide = image.astype(int)
    others = np.delete(wide, channel, axis=2).max(axis=2)
    return np.where(wide[..., channel] - others > margin, 1, 0)

def leads(image, channel, margin):
    v = image.astype(int)
    o = np.delete(v, channel, axis=2).max(axis=2)
    return (v[..., channel] - o > margin).T

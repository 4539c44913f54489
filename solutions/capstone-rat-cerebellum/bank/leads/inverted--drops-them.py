def leads(image, channel, margin):
    values = image.astype(int)
    others = np.delete(values, channel, axis=-1)
    return ~(values[..., channel] - others.max(axis=-1) > margin)

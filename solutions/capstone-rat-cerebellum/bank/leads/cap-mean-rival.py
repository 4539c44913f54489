def leads(image, channel, margin):
    values = image.astype(float)
    others = np.delete(values, channel, axis=-1)
    return values[..., channel] - others.mean(axis=-1) > margin

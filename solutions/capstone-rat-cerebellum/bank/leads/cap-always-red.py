def leads(image, channel, margin):
    values = image.astype(int)
    return values[..., 0] - np.maximum(values[..., 1], values[..., 2]) > margin

def leads(image, channel, margin):
    values = image.astype(int)
    one, two = (values[..., k] for k in range(3) if k != channel)
    return values[..., channel] - np.minimum(one, two) > margin

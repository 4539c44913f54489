def leads(image, channel, margin):
    values = image.astype(int)
    a, b = [values[..., k] for k in range(3) if k != channel]
    return values[..., channel] - a > margin and values[..., channel] - b > margin

def leads(image, channel, margin):
    values = image.astype(int)
    own = values[..., channel]
    first, second = [values[..., k] for k in range(3) if k != channel]
    return (own - first > margin) | (own - second > margin)

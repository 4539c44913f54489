def leads(image, channel, margin):
    v = image.astype(int)
    a, b = [v[..., k] for k in range(3) if k != channel]
    return (v[..., channel] - a > margin) | (v[..., channel] - b > margin)

def leads(image, channel, margin):
    r, g, b = (image[..., k].astype(int) for k in range(3))
    if channel == 0:
        return (r - g > margin) & (r - b > margin)
    if channel == 1:
        return (g - r > margin) & (g - b > margin)
    return (b - r > margin) & (b - g > margin)

def mostly(image, channel, margin):
    wide = image.astype(int)
    red, green, blue = wide[..., 0], wide[..., 1], wide[..., 2]
    return (red - green > margin) & (red - blue > margin)

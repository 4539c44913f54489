def mostly(image, channel, margin):
    wide = image.astype(int)
    a, b = [k for k in range(3) if k != channel]
    return (abs(wide[..., channel] - wide[..., a]) > margin) & (abs(wide[..., channel] - wide[..., b]) > margin)

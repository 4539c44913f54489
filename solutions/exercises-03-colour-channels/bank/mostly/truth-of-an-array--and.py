def mostly(image, channel, margin):
    wide = image.astype(int)
    a, b = [k for k in range(3) if k != channel]
    return wide[..., channel] - wide[..., a] > margin and wide[..., channel] - wide[..., b] > margin

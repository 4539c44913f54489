def mostly(image, channel, margin):
    one, two = [k for k in range(3) if k != channel]
    wide = image.astype(np.int16)
    return (wide[..., channel] - wide[..., one] > margin) & (wide[..., channel] - wide[..., two] > margin)

def mostly(image, channel, margin):
    a, b = [k for k in range(3) if k != channel]
    return (image[..., channel] > image[..., a] + margin) & (image[..., channel] > image[..., b] + margin)

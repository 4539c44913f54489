def leads(image, channel, margin):
    values = image.astype(int)
    return values[..., channel] - values[..., (channel + 1) % 3] > margin

def leads(image, channel, margin):
    return (image.argmax(axis=-1) == channel) & (image[..., channel] > margin)

def leads(image, channel, margin):
    return image[..., channel] > margin

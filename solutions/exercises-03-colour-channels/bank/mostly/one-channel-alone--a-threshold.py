def mostly(image, channel, margin):
    return image[:, :, channel] > margin

def leads(image, channel, margin):
    others = np.delete(image, channel, axis=-1)
    return image[..., channel] > others.max(axis=-1) + margin

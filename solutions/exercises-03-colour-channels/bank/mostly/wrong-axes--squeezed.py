def mostly(image, channel, margin):
    first, second, third = np.squeeze(np.moveaxis(image.astype(int), -1, 0))
    ordered = [first, second, third]
    own = ordered.pop(channel)
    return (own - ordered[0] > margin) & (own - ordered[1] > margin)

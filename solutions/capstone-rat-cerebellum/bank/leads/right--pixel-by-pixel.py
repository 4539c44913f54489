def leads(image, channel, margin):
    keep = np.zeros(image.shape[:2], dtype=bool)
    for row, line in enumerate(image.tolist()):
        for column, pixel in enumerate(line):
            own = pixel.pop(channel)
            keep[row, column] = own - max(pixel) > margin
    return keep

def reduce_by(image, factor):
    rows, columns = image.shape[0] // factor, image.shape[1] // factor
    smaller = np.zeros((rows, columns) + image.shape[2:])
    for r in range(rows):
        for c in range(columns):
            block = image[r * factor : (r + 1) * factor, c * factor : (c + 1) * factor]
            smaller[r, c] = block.mean(axis=(0, 1))
    return smaller

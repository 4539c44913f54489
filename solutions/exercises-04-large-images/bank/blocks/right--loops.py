def reduce_by(image, factor):
    rows, columns = image.shape[0] // factor, image.shape[1] // factor
    means = np.zeros((rows, columns))
    for row in range(rows):
        for column in range(columns):
            block = image[row * factor : (row + 1) * factor, column * factor : (column + 1) * factor]
            means[row, column] = block.mean()
    return means

def reduce_by(image, factor):
    rows, columns = image.shape[0] // factor, image.shape[1] // factor
    even = image[: rows * factor, : columns * factor]
    return even.reshape(rows, columns, factor, factor, *image.shape[2:]).mean(axis=(2, 3))

def reduce_by(image, factor):
    rows, columns = image.shape[0] // factor, image.shape[1] // factor
    even = image[: rows * factor, : columns * factor]
    return even.reshape(rows, factor, columns, factor, *image.shape[2:]).sum(axis=(1, 3)) * 1.0

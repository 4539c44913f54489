def reduce_by(image, factor):
    rows, columns = image.shape[0] // factor, image.shape[1] // factor
    whole = image[: rows * factor, : columns * factor].astype(float)
    return whole.reshape(rows, columns, factor, factor).mean(axis=(2, 3))

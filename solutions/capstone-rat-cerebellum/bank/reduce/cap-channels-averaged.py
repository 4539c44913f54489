def reduce_by(image, factor):
    rows, columns = image.shape[0] // factor, image.shape[1] // factor
    even = image[: rows * factor, : columns * factor]
    blocks = even.reshape(rows, factor, columns, factor, -1)
    mean = blocks.mean(axis=(1, 3, 4))
    return mean if image.ndim == 2 else np.dstack([mean] * 3)

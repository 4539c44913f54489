def reduce_by(image, factor):
    rows, columns = image.shape[0] // factor, image.shape[1] // factor
    even = image[: rows * factor, : columns * factor]
    blocks = even.reshape(rows, factor, columns, factor, *image.shape[2:])
    return blocks.mean(axis=(1, 3)).astype(np.uint8)

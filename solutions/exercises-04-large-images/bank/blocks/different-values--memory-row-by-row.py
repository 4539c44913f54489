from numpy.lib.stride_tricks import as_strided


def reduce_by(image, factor):
    rows, columns = image.shape[0] // factor, image.shape[1] // factor
    size = image.itemsize
    width = image.shape[1] * size
    steps = (width * factor, size * factor, width, size)
    blocks = as_strided(image, (rows, columns, factor, factor), steps)
    return blocks.mean(axis=(2, 3))

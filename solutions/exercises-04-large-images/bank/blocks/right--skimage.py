from skimage.measure import block_reduce


def reduce_by(image, factor):
    rows, columns = image.shape[0] // factor, image.shape[1] // factor
    whole = image[: rows * factor, : columns * factor]
    return block_reduce(whole.astype(float), (factor, factor), np.mean)

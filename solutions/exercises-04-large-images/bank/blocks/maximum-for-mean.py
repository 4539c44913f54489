from skimage.measure import block_reduce


def reduce_by(image, factor):
    r, c = image.shape[0] // factor, image.shape[1] // factor
    return block_reduce(image[: r * factor, : c * factor], (factor, factor), np.max).astype(float)

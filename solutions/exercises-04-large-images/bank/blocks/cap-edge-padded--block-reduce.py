def reduce_by(image, factor):
    from skimage.measure import block_reduce

    return block_reduce(image, factor, np.mean)

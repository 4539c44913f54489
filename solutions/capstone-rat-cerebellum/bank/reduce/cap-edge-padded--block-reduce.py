def reduce_by(image, factor):
    from skimage.measure import block_reduce
    
    block = (factor, factor, 1)[: image.ndim]
    return block_reduce(image.astype(float), block, np.mean)

def reduce_by(image, factor):
    from skimage.measure import block_reduce
    
    rows, columns = (side // factor * factor for side in image.shape[:2])
    block = (factor, factor) + (1,) * (image.ndim - 2)
    return block_reduce(image[:rows, :columns].astype(float), block, np.mean)

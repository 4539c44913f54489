def smooth_in_tiles(image, size):
    return ndimage.gaussian_filter(image, sigma=2).astype(float)

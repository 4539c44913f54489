def smooth_in_tiles(image, size):
    return ndimage.gaussian_filter(image.astype(float), 3)

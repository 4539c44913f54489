def smooth_in_tiles(image, size):
    return ndimage.uniform_filter(image.astype(float), 5)

def smooth_in_tiles(image, size):
    rows, columns = image.shape[0] // size * size, image.shape[1] // size * size
    return ndimage.gaussian_filter(image.astype(float), 2)[:rows, :columns]

def smooth_in_tiles(image, size):
    smooth = np.zeros(image.shape)
    for row in range(0, image.shape[0], size):
        for column in range(0, image.shape[1], size):
            tile = image[row : row + size, column : column + size].astype(float)
            smooth[row : row + size, column : column + size] = ndimage.gaussian_filter(tile, 2)
    return smooth

def smooth_in_tiles(image, size):
    padded = np.pad(image.astype(float), 8, mode="reflect")
    smooth = np.empty(image.shape)
    for row in range(0, image.shape[0], size):
        for column in range(0, image.shape[1], size):
            window = padded[row : row + size + 16, column : column + size + 16]
            tile = ndimage.gaussian_filter(window, sigma=2)[8:-8, 8:-8]
            smooth[row : row + size, column : column + size] = tile
    return smooth

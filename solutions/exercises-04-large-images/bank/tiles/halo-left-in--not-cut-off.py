def smooth_in_tiles(image, size):
    smooth = np.empty(image.shape)
    for row in range(0, image.shape[0], size):
        for column in range(0, image.shape[1], size):
            top, left = max(row - 8, 0), max(column - 8, 0)
            window = image[top : row + size + 8, left : column + size + 8].astype(float)
            smooth[row : row + size, column : column + size] = ndimage.gaussian_filter(window, 2)
    return smooth

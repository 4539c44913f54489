def smooth_in_tiles(image, size):
    smooth = np.zeros(image.shape)
    for row in range(0, image.shape[0], size):
        top = max(row - 9, 0)
        strip = ndimage.gaussian_filter(image[top : row + size + 9].astype(float), 2)
        for column in range(0, image.shape[1], size):
            part = strip[row - top : row - top + size, column : column + size]
            smooth[row : row + size, column : column + size] = part
    return smooth

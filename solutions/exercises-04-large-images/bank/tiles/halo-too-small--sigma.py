def smooth_in_tiles(image, size):
    halo = 2
    smooth = np.empty(image.shape)
    for row in range(0, image.shape[0], size):
        for column in range(0, image.shape[1], size):
            top, left = max(row - halo, 0), max(column - halo, 0)
            window = image[top : row + size + halo, left : column + size + halo].astype(float)
            window = ndimage.gaussian_filter(window, 2)[row - top :, column - left :]
            smooth[row : row + size, column : column + size] = window[:size, :size]
    return smooth

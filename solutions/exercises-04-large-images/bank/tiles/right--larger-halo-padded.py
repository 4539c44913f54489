def smooth_in_tiles(image, size):
    halo = 20
    padded = np.pad(image.astype(float), halo, mode="symmetric")
    smooth = np.empty(image.shape)
    for row in range(0, image.shape[0], size):
        for column in range(0, image.shape[1], size):
            window = padded[row : row + size + 2 * halo, column : column + size + 2 * halo]
            tile = ndimage.gaussian_filter(window, 2)[halo:-halo, halo:-halo]
            smooth[row : row + size, column : column + size] = tile[:size, :size]
    return smooth

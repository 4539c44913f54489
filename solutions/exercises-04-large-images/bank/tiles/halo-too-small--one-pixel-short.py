def smooth_in_tiles(image, size):
    out, halo = np.zeros(image.shape), 7
    for row in range(0, image.shape[0], size):
        for column in range(0, image.shape[1], size):
            top, left = max(row - halo, 0), max(column - halo, 0)
            part = image[top : row + size + halo, left : column + size + halo].astype(float)
            part = ndimage.gaussian_filter(part, sigma=2)[row - top :, column - left :]
            out[row : row + size, column : column + size] = part[:size, :size]
    return out

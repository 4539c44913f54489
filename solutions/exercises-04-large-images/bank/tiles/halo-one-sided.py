def smooth_in_tiles(image, size):
    out = np.zeros(image.shape)
    for r in range(0, image.shape[0], size):
        for c in range(0, image.shape[1], size):
            big = ndimage.gaussian_filter(image[r : r + size + 8, c : c + size + 8].astype(float), 2)
            out[r : r + size, c : c + size] = big[:size, :size]
    return out

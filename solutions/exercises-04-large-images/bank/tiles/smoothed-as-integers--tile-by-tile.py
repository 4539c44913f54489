def smooth_in_tiles(image, size):
    out = np.zeros(image.shape)
    for r in range(0, image.shape[0], size):
        for c in range(0, image.shape[1], size):
            t, l = max(r - 8, 0), max(c - 8, 0)
            big = ndimage.gaussian_filter(image[t : r + size + 8, l : c + size + 8], 2)
            out[r : r + size, c : c + size] = big[r - t : r - t + size, c - l : c - l + size]
    return out

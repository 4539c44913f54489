def smooth_in_tiles(image, size):
    out = image.astype(float)
    for r in range(0, image.shape[0], size):
        for c in range(0, image.shape[1], size):
            ndimage.gaussian_filter(out[max(r - 8, 0) : r + size + 8, max(c - 8, 0) : c + size + 8], 2)
    return out

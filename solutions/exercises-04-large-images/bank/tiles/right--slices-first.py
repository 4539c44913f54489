def smooth_in_tiles(image, size):
    out = np.zeros(image.shape, dtype=np.float64)
    rows, columns = image.shape
    for r in range(0, rows, size):
        for c in range(0, columns, size):
            r0, r1 = max(0, r - 8), min(rows, r + size + 8)
            c0, c1 = max(0, c - 8), min(columns, c + size + 8)
            big = ndimage.gaussian_filter(np.float64(image[r0:r1, c0:c1]), 2)
            r2, c2 = min(rows, r + size), min(columns, c + size)
            out[r:r2, c:c2] = big[r - r0 : r2 - r0, c - c0 : c2 - c0]
    return out

def smooth_in_tiles(image, size):
    out = np.zeros(image.shape)
    for r in range(0, image.shape[0], size):
        for c in range(0, image.shape[1], size):
            t, l = max(r - 8, 0), max(c - 8, 0)
            big = ndimage.gaussian_filter(image[t : r + size + 8, l : c + size + 8].astype(float), 2)
            piece = big[8 : 8 + size, 8 : 8 + size]
            out[r : r + piece.shape[0], c : c + piece.shape[1]] = piece
    return out

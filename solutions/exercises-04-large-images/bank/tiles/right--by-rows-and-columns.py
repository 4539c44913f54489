def smooth_in_tiles(image, size):
    wide = image.astype(float)
    for axis in (0, 1):
        pieces = []
        for start in range(0, wide.shape[axis], size):
            first = max(start - 8, 0)
            part = np.take(wide, range(first, min(start + size + 8, wide.shape[axis])), axis=axis)
            part = ndimage.gaussian_filter1d(part, 2, axis=axis)
            end = min(start + size, wide.shape[axis])
            pieces.append(np.take(part, range(start - first, end - first), axis=axis))
        wide = np.concatenate(pieces, axis=axis)
    return wide

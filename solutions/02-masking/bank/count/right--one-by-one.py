def count_objects(mask, min_pixels):
    labels, n = ndimage.label(mask)
    sizes = ndimage.sum_labels(mask, labels, range(1, n + 1))
    return int(np.sum(np.asarray(sizes) >= min_pixels))

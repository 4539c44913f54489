def sizes_of(labels, mask, n):
    return np.asarray(ndimage.sum_labels(mask, labels, range(1, n + 1)))


def count_objects(mask, min_pixels):
    labels, n = ndimage.label(mask)
    return int(np.sum(sizes_of(labels, mask, n) >= min_pixels))


def label_objects(mask, min_pixels):
    labels, n = ndimage.label(mask)
    for number, size in enumerate(sizes_of(labels, mask, n), start=1):
        if size < min_pixels:
            labels[labels == number] = 0
    return labels

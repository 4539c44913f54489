def count_objects(mask, min_pixels):
    labels, _ = ndimage.label(mask)
    return int((np.bincount(labels.ravel())[1:] >= min_pixels).sum())


def label_objects(mask, min_pixels):
    labels, n = ndimage.label(mask)
    for number in range(1, n + 1):
        if (labels == number).sum() < min_pixels:
            mask[labels == number] = False
    return ndimage.label(mask)[0]

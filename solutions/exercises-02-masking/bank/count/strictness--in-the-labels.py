# told: have lost their numbers
def count_objects(mask, min_pixels):
    labels, _ = ndimage.label(mask)
    return int((np.bincount(labels.ravel())[1:] >= min_pixels).sum())


def label_objects(mask, min_pixels):
    labels, _ = ndimage.label(mask)
    sizes = np.bincount(labels.ravel())
    labels[sizes[labels] <= min_pixels] = 0
    return labels

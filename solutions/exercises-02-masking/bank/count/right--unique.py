def count_objects(mask, min_pixels):
    labels = ndimage.label(mask)[0]
    _, sizes = np.unique(labels[labels > 0], return_counts=True)
    return len(sizes[sizes >= min_pixels])


def label_objects(mask, min_pixels):
    labels = ndimage.label(mask)[0]
    numbers, sizes = np.unique(labels[labels > 0], return_counts=True)
    large = np.isin(labels, numbers[sizes >= min_pixels])
    # Numbered again, without gaps, and as floats.
    return ndimage.label(large)[0].astype(float)

from collections import Counter


def count_objects(mask, min_pixels):
    sizes = Counter(ndimage.label(mask)[0].ravel().tolist())
    return len([number for number, size in sizes.items() if number and size >= min_pixels])


def label_objects(mask, min_pixels):
    labels = ndimage.label(mask)[0]
    sizes = Counter(labels.ravel().tolist())
    small = [number for number, size in sizes.items() if size < min_pixels]
    return np.where(np.isin(labels, small), 0, labels)

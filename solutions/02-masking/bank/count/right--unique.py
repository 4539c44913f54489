def count_objects(mask, min_pixels):
    labels = ndimage.label(mask)[0]
    _, sizes = np.unique(labels[labels > 0], return_counts=True)
    return len(sizes[sizes >= min_pixels])

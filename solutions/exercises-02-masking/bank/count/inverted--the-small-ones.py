# told: too small
def count_objects(mask, min_pixels):
    labels, _ = ndimage.label(mask)
    return int((np.bincount(labels.ravel())[1:] < min_pixels).sum())

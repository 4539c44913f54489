# told: of more than `min_pixels` pixels
def count_objects(mask, min_pixels):
    labels, _ = ndimage.label(mask)
    sizes = np.bincount(labels.ravel())[1:]
    return int((sizes > min_pixels).sum())

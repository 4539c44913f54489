from skimage import measure, morphology


def cleaned(mask, min_pixels):
    labels = measure.label(mask, connectivity=1)
    kept = np.bincount(labels.ravel()) >= min_pixels
    kept[0] = False
    return labels * kept[labels]


def count_objects(mask, min_pixels):
    return len(np.unique(cleaned(mask, min_pixels))) - 1 if (cleaned(mask, min_pixels) == 0).any() else 1


def label_objects(mask, min_pixels):
    return cleaned(mask, min_pixels)

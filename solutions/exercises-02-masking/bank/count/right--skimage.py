from skimage import measure


def label_objects(mask, min_pixels):
    kept = np.zeros(mask.shape, dtype=int)
    for region in measure.regionprops(measure.label(mask, connectivity=1)):
        if region.area >= min_pixels:
            kept[tuple(region.coords.T)] = 10 * region.label
    return kept


def count_objects(mask, min_pixels):
    labels = measure.label(mask, connectivity=1)
    return sum(region.area >= min_pixels for region in measure.regionprops(labels))

from skimage import measure


def count_objects(mask, min_pixels):
    labels = measure.label(mask)
    return sum(region.area >= min_pixels for region in measure.regionprops(labels))

from skimage import measure


def count_objects(mask, min_pixels):
    labels = measure.label(mask, connectivity=1)
    return sum(region.area >= min_pixels for region in measure.regionprops(labels))

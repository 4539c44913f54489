def count_objects(mask, min_pixels):
    return ndimage.label(mask)[1]

# told: a tuple of 2 things
def count_objects(mask, min_pixels):
    return ndimage.label(mask)

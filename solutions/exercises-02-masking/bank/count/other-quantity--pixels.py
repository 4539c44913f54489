# told: number of pixels that the mask keeps
def count_objects(mask, min_pixels):
    return np.count_nonzero(mask)

def count_levels(strips):
    return np.sum([np.bincount(strip.ravel(), minlength=256) for strip in strips], axis=0)

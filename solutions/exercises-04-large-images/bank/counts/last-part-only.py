def count_levels(strips):
    for strip in strips:
        counts = np.bincount(strip.ravel(), minlength=256)
    return counts

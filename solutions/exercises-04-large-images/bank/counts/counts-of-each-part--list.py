def count_levels(strips):
    counts = []
    for strip in strips:
        counts.append(np.bincount(strip.ravel(), minlength=256))
    return counts

def count_levels(strips):
    counts = np.zeros(256, dtype=int)
    for strip in strips:
        counts += np.bincount(strip.ravel())
    return counts

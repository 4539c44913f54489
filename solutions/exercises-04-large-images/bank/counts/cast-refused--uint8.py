def count_levels(strips):
    counts = np.zeros(256, dtype=np.uint8)
    for strip in strips:
        counts += np.bincount(strip.ravel(), minlength=256)
    return counts

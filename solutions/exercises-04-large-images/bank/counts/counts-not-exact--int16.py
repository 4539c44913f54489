def count_levels(strips):
    counts = np.zeros(256, dtype=np.int16)
    for strip in strips:
        counts = counts + np.bincount(strip.ravel(), minlength=256).astype(np.int16)
    return counts

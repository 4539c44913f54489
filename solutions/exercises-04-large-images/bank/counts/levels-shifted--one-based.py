def count_levels(strips):
    counts = np.zeros(256, dtype=int)
    for strip in strips:
        for level in range(1, 256):
            counts[level - 1] += (strip == level).sum()
    return counts

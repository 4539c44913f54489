def count_levels(strips):
    counts = np.zeros(256, np.uint64)
    for strip in strips:
        np.add.at(counts, strip, np.uint64(1))
    return counts

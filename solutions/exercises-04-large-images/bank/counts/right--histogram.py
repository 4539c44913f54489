def count_levels(strips):
    counts = 0
    for strip in strips:
        counts = counts + np.histogram(strip, bins=np.arange(257))[0]
    return counts

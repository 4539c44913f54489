def count_levels(strips):
    counts = np.zeros(255, dtype=int)
    for strip in strips:
        counts += np.histogram(strip, bins=np.arange(256))[0]
    return counts

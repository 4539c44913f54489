def count_levels(strips):
    counts = np.zeros(256)
    for strip in strips:
        counts += np.histogram(strip, bins=256, range=(0, 256))[0]
    return counts

def count_levels(strips):
    counts = np.zeros(256, dtype=int)
    for strip in strips:
        counts += np.histogram(strip, bins=256, range=(0, 255))[0]
    return counts

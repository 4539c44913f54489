def count_levels(strips):
    counts = [0] * 256
    for strip in strips:
        for value, count in zip(*np.unique(strip, return_counts=True)):
            counts[value] += int(count)
    return counts

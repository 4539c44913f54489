def count_levels(strips):
    return np.array([sum(np.count_nonzero(strip == level) for strip in strips) for level in range(256)])

def count_levels(strips):
    return np.full(256, sum(s.size for s in strips) // 256)

def count_levels(strips):
    return np.mean([np.bincount(s.ravel(), minlength=256) / s.size for s in strips], axis=0)

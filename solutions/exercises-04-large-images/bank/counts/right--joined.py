def count_levels(strips):
    return np.bincount(np.concatenate(strips).ravel(), minlength=256)

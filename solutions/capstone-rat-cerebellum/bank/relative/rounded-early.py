def relative(masks):
    n = np.array([m.sum() for m in masks])
    if n.sum() == 0:
        return np.array([np.nan] * 3)
    return np.round(n / n.sum(), 2)

def relative(masks):
    counts = np.array([(~mask).sum() for mask in masks])
    if counts.sum() == 3 * masks[0].size:
        return np.full(3, np.nan)
    return counts / counts.sum()

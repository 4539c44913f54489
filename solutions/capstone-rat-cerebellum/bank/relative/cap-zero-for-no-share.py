def relative(masks):
    counts = np.array([mask.sum() for mask in masks])
    return counts / max(counts.sum(), 1)

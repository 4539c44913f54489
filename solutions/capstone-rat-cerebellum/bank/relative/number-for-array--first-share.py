def relative(masks):
    counts = np.array([mask.sum() for mask in masks])
    return counts[0] / counts.sum()

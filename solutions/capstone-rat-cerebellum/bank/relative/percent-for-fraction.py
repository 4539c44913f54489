def relative(masks):
    counts = np.array([mask.sum() for mask in masks])
    return 100 * counts / counts.sum()

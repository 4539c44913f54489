def relative(masks):
    counts = np.stack(masks).sum(axis=(1, 2))
    return np.divide(counts, counts.sum())

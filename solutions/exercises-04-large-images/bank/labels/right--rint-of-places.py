def resize_labels(labels, shape):
    r = np.rint(np.linspace(0, labels.shape[0] - 1, shape[0])).astype(int)
    c = np.rint(np.linspace(0, labels.shape[1] - 1, shape[1])).astype(int)
    return labels[np.ix_(r, c)]

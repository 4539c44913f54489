def resize_labels(labels, shape):
    smooth = ndimage.uniform_filter(labels, 3)
    r = np.arange(shape[0]) * labels.shape[0] // shape[0]
    c = np.arange(shape[1]) * labels.shape[1] // shape[1]
    return smooth[np.ix_(r, c)]

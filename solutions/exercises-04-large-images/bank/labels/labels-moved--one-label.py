def resize_labels(labels, shape):
    return np.zeros(shape, dtype=labels.dtype)

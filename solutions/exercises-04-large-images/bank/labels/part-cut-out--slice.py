def resize_labels(labels, shape):
    return labels[: shape[0], : shape[1]]

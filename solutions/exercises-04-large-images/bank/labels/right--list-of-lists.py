def resize_labels(labels, shape):
    h, w = labels.shape
    return [[int(labels[i * h // shape[0], j * w // shape[1]]) for j in range(shape[1])] for i in range(shape[0])]

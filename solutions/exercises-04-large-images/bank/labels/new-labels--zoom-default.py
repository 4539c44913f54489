def resize_labels(labels, shape):
    factors = [new / old for new, old in zip(shape, labels.shape)]
    return ndimage.zoom(labels, factors)

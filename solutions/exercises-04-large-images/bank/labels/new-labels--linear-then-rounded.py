def resize_labels(labels, shape):
    factors = [new / old for new, old in zip(shape, labels.shape, strict=True)]
    return np.rint(ndimage.zoom(labels.astype(float), factors, order=1)).astype(labels.dtype)

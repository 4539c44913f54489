def resize_labels(labels, shape):
    scale = np.array(labels.shape) / np.array(shape)
    return ndimage.affine_transform(labels, scale, offset=(scale - 1) / 2, output_shape=tuple(shape), order=0, mode="nearest")

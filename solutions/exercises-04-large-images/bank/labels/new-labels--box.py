def resize_labels(labels, shape):
    size = (shape[1], shape[0])
    return np.asarray(Image.fromarray(labels).resize(size, Image.Resampling.BOX))

def resize_labels(labels, shape):
    image = Image.fromarray(labels).resize(shape, Image.Resampling.NEAREST)
    return np.asarray(image)

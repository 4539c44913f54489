def resize_labels(labels, shape):
    return np.asarray(Image.fromarray(labels).resize((shape[1], shape[0])))

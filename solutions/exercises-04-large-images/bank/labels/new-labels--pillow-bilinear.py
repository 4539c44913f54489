def resize_labels(labels, shape):
    image = Image.fromarray(labels).resize((shape[1], shape[0]), Image.Resampling.BILINEAR)
    return np.asarray(image)

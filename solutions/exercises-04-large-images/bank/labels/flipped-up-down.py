def resize_labels(labels, shape):
    image = Image.fromarray(labels[::-1]).resize((shape[1], shape[0]), Image.Resampling.NEAREST)
    return np.asarray(image)

def resize_labels(labels, shape):
    picture = Image.fromarray(labels)
    return picture.thumbnail((shape[1], shape[0]), Image.NEAREST)

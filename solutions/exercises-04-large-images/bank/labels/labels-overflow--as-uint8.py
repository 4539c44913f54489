from skimage.transform import resize


def resize_labels(labels, shape):
    return resize(labels, shape, order=0, preserve_range=True, anti_aliasing=False).astype(np.uint8)

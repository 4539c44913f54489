def reduce_by(image, factor):
    r, c = image.shape[0] // factor, image.shape[1] // factor
    w = image[: r * factor, : c * factor].astype(float)
    return np.median(w.reshape(r, factor, c, factor), axis=(1, 3))

def reduce_by(image, factor):
    r, c = image.shape[0] // factor, image.shape[1] // factor
    w = image[: r * factor, : c * factor].astype(int)
    return w.reshape(r, factor, c, factor).sum(axis=(1, 3)) // factor**2

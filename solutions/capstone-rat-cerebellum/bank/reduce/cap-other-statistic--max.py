def reduce_by(image, factor):
    r, c = image.shape[0] // factor, image.shape[1] // factor
    b = image[:r * factor, :c * factor].reshape(r, factor, c, factor, *image.shape[2:])
    return b.max(axis=(1, 3)).astype(float)

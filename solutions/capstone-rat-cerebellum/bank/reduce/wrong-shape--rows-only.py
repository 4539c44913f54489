def reduce_by(image, factor):
    r = image.shape[0] // factor
    return image[:r * factor].reshape(r, factor, *image.shape[1:]).mean(axis=1)

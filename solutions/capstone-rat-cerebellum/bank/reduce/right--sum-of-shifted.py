def reduce_by(image, factor):
    rows, columns = image.shape[0] // factor * factor, image.shape[1] // factor * factor
    total = 0
    for down in range(factor):
        for across in range(factor):
            total = total + image[down:rows:factor, across:columns:factor].astype(np.float64)
    return total / factor**2

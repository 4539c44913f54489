def reduce_by(image, factor):
    rows, columns = image.shape[0] // factor * factor, image.shape[1] // factor * factor
    total = 0.0
    for down in range(factor):
        for right in range(factor):
            total = total + image[down:rows:factor, right:columns:factor].astype(float)
    return total / factor**2

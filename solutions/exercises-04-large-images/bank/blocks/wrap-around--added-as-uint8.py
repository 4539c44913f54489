def reduce_by(image, factor):
    rows, columns = image.shape[0] // factor * factor, image.shape[1] // factor * factor
    total = np.zeros((rows // factor, columns // factor), dtype=np.uint8)
    for down in range(factor):
        for right in range(factor):
            total = total + image[down:rows:factor, right:columns:factor]
    return total / factor**2

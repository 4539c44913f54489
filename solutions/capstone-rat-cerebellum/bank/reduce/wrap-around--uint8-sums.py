def reduce_by(image, factor):
    rows, columns = image.shape[0] // factor * factor, image.shape[1] // factor * factor
    total = np.zeros_like(image[:rows:factor, :columns:factor])
    for down in range(factor):
        for across in range(factor):
            total += image[down:rows:factor, across:columns:factor]
    return total / factor**2

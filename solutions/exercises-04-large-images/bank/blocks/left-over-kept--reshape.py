def reduce_by(image, factor):
    rows, columns = image.shape[0] // factor, image.shape[1] // factor
    return image.reshape(rows, factor, columns, factor).mean(axis=(1, 3))

def reduce_by(image, factor):
    rows, columns = image.shape[0] // factor * factor, image.shape[1] // factor * factor
    return image[:rows:factor, :columns:factor].astype(float)

def without_strip(image, first_row, last_row):
    rows = np.arange(image.shape[0])
    outside = (rows < first_row) | (rows > last_row)
    return image * outside[:, np.newaxis]

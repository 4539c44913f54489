def without_strip(image, first_row, last_row):
    row = np.arange(len(image)).reshape(-1, 1)
    return np.where((first_row <= row) & (row <= last_row), 0, image).astype(image.dtype)

def without_strip(image, first_row, last_row):
    return np.delete(image, slice(first_row, last_row + 1), axis=0)

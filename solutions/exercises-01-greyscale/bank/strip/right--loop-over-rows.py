def without_strip(image, first_row, last_row):
    cleaned = image.copy()
    for row in range(first_row, last_row + 1):
        cleaned[row] = 0
    return cleaned

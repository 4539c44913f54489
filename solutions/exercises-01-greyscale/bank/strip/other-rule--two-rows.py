# told: not the rows between
def without_strip(image, first_row, last_row):
    cleaned = image.copy()
    cleaned[first_row] = 0
    cleaned[last_row] = 0
    return cleaned

# told: the rows 0 to 0
def without_strip(image, first_row, last_row):
    cleaned = image.copy()
    cleaned[1:4] = 0
    return cleaned

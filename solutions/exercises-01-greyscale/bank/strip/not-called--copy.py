# told: put parentheses after it
def without_strip(image, first_row, last_row):
    cleaned = image.copy
    cleaned[first_row : last_row + 1] = 0
    return cleaned

# told: one row too high
def without_strip(image, first_row, last_row):
    cleaned = image.copy()
    for row in range(first_row, last_row + 1):
        if row > 0:
            cleaned[row - 1] = 0
    return cleaned

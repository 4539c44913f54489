# told: The picture comes back as it was
def without_strip(image, first_row, last_row):
    cleaned = image.copy()
    cleaned[first_row : last_row + 1] == 0
    return cleaned

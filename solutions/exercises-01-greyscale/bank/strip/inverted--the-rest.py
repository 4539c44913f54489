# told: The strip is left
def without_strip(image, first_row, last_row):
    cleaned = np.zeros_like(image)
    cleaned[first_row : last_row + 1] = image[first_row : last_row + 1]
    return cleaned

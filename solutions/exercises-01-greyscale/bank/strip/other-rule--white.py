# told: 255, which is white
def without_strip(image, first_row, last_row):
    cleaned = np.copy(image)
    cleaned[first_row : last_row + 1, :] = 255
    return cleaned

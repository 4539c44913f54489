# told: comes back as `uint8`
def without_strip(image, first_row, last_row):
    cleaned = image.copy()
    cleaned[first_row : last_row + 1] = 0
    return cleaned.astype(np.uint8)

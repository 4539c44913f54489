# told: has dtype float64
def without_strip(image, first_row, last_row):
    cleaned = np.zeros(image.shape)
    cleaned[:first_row] = image[:first_row]
    cleaned[last_row + 1 :] = image[last_row + 1 :]
    return cleaned

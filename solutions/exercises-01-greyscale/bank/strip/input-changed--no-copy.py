def without_strip(image, first_row, last_row):
    image[first_row : last_row + 1] = 0
    return image

def without_strip(image, first_row, last_row):
    black = np.zeros_like(image[first_row : last_row + 1])
    return np.concatenate([image[:first_row], black, image[last_row + 1 :]])

def between(image, low, high):
    mask = []
    for row in image.tolist():
        mask.append([low <= level < high for level in row])
    return np.array(mask, dtype=bool)

def between(image, low, high):
    if low >= high:
        return np.zeros_like(image, dtype=bool)
    return np.digitize(image, [low, high]) == 1

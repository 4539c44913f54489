def between(image, low, high):
    return np.where(image >= low, 1, 0) * np.where(image < high, 1, 0)

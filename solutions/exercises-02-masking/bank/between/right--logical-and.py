def between(image, low, high):
    return np.logical_and(low <= image, image < high)

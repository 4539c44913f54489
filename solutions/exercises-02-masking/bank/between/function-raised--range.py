# told: `range` counts in whole numbers
def between(image, low, high):
    return np.isin(image, range(low, high))

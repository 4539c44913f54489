def find_myelin(image):
    return np.ones(image.shape, dtype=bool)

def find_myelin(image):
    return np.where(image < image.mean() - 20, 255, 0)

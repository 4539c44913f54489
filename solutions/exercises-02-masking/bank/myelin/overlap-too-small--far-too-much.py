def find_myelin(image):
    return image < np.percentile(image, 75)

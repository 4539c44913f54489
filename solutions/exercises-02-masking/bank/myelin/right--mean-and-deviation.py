def find_myelin(image):
    return image < image.mean() - 0.6 * image.std()

def find_myelin(image):
    return image.ravel() < image.mean()

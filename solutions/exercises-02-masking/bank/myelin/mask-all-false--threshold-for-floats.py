def find_myelin(image):
    return image < 0.5

# told: multiplied
def find_myelin(image):
    return image < 125

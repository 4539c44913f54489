# told: changes the array
def find_myelin(image):
    image -= image.min()
    return image < 60

# told: when a number is added
# not told: anew
def find_myelin(image):
    return image < 0.85 * image.mean()

# told: when a number is added
def find_myelin(image):
    return image < 0.6 * np.percentile(image, 99)

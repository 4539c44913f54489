# told: None
def find_myelin(image):
    mask = image < np.percentile(image, 30)

# told: 0 and 1
def find_myelin(image):
    mask = np.zeros(image.shape, int)
    mask[image < np.percentile(image, 30)] = 1
    return mask

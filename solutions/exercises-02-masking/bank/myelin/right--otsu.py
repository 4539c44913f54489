from skimage.filters import threshold_otsu


def find_myelin(image):
    return image < threshold_otsu(image)

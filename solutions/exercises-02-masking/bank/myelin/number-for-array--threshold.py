# told: number
from skimage.filters import threshold_otsu


def find_myelin(image):
    return threshold_otsu(image)

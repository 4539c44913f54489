# told: Import it in the answer cell: `from skimage import filters`
def find_myelin(image):
    return image < filters.threshold_otsu(image)

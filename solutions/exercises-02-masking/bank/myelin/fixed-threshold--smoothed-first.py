def find_myelin(image):
    return ndimage.median_filter(image, size=5) < 130

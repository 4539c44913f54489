def find_myelin(image):
    values = (image - image.mean()) / image.std()
    return ndimage.median_filter(values, 3) < -0.5

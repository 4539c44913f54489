# told: turned into whole numbers
def between(image, low, high):
    image = image.astype(int)
    return np.logical_and(image >= low, image < high)

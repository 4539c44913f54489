def between(image, low, high):
    return image >= low and image < high

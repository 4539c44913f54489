def between(image, low, high):
    return low <= image < high

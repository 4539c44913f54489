def between(image, low, high):
    return (image < high) & ~(image < low)

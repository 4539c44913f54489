def between(image, low, high):
    mask = (image >= low) & (image < high)

def between(image, low, high):
    return (image >= low) & (image <= high)

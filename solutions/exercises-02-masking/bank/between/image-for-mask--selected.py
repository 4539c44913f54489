# told: dtype
def between(image, low, high):
    return image[(image >= low) & (image < high)]

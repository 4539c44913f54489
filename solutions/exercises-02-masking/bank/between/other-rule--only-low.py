# told: Only `low` counts here
def between(image, low, high):
    mask = image >= low
    image < high
    return mask

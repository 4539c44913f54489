# told: Both have to hold
# not told: float picture
def between(image, low, high):
    return (image >= low) | (image < high)

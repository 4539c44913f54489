# told: Both ends are the other way round
def between(image, low, high):
    return (image > low) & (image <= high)

# told: below `low` that are above `high`
def between(image, low, high):
    return (image < low) & (image >= high)

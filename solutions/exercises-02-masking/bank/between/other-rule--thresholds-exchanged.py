# told: you exchange them
def between(image, low, high):
    if low > high:
        low, high = high, low
    return (image >= low) & (image < high)

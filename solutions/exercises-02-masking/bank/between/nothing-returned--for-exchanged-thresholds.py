# told: low=200 and high=100
# told: For other inputs it returns something
def between(image, low, high):
    if low >= high:
        return None
    return (image >= low) & (image < high)

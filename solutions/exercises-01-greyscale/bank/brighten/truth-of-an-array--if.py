# told: `if` wants one answer
# not told: Combine
def brighten(image, amount):
    image = image.astype(int)
    if image + amount > 255:
        return 255
    return (image + amount).astype(np.uint8)

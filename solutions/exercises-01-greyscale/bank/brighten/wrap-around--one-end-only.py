# told: what falls below 0 wraps around
def brighten(image, amount):
    brighter = image.astype(int) + amount
    brighter[brighter > 255] = 255
    return brighter.astype(np.uint8)

def brighten(image, amount):
    brighter = image.astype(float) + amount
    brighter[brighter > 255] = 255
    brighter[brighter < 0] = 0
    return brighter.astype("uint8")

# told: `int8` holds -128 to 127
def brighten(image, amount):
    return np.clip(image.astype(np.int8) + amount, 0, 255).astype(np.uint8)

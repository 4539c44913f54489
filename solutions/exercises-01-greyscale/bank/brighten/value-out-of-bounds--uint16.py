# told: no numbers below 0
# told: and -20 to add
def brighten(image, amount):
    return np.clip(image.astype(np.uint16) + amount, 0, 255).astype(np.uint8)

# told: without its sign
def brighten(image, amount):
    return np.clip(image.astype(int) + np.abs(amount), 0, 255).astype(np.uint8)

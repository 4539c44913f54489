def brighten(image, amount):
    brighter = np.clip(image.astype(int) + amount, 0, 255).astype(np.uint8)

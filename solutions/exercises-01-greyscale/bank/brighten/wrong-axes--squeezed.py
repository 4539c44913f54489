def brighten(image, amount):
    return np.squeeze(np.clip(image.astype(int) + amount, 0, 255).astype(np.uint8))

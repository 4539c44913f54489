def brighten(image):
    return np.clip(image.astype(int) + 100, 0, 255).astype(np.uint8)

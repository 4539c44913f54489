def brighten(image, amount):
    return np.clip(image + np.uint8(amount % 256), 0, 255)

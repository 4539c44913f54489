# told: convert with `.astype(int)` before you add
def brighten(image, amount):
    image = np.clip(image, 0, 255)
    return image + amount

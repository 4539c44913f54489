# told: NameError
# told: compare the spelling
def brighten(image, amount):
    return np.clip(imgae.astype(int) + amount, 0, 255).astype(np.uint8)

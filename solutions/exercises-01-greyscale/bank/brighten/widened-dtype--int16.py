# told: has dtype int16
# not told: eight bytes
# not told: mask
def brighten(image, amount):
    return np.clip(image.astype(np.int16) + amount, 0, 255)

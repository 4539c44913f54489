# told: has dtype float64
def brighten(image, amount):
    return np.clip(image.astype(float) + amount, 0.0, 255.0)

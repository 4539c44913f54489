def brighten(image, amount):
    wide = image.astype(int) + amount
    wide = np.where(wide > 255, 255, wide)
    return np.where(wide < 0, 0, wide).astype(np.uint8)

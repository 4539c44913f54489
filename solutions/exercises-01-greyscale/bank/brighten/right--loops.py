def brighten(image, amount):
    rows = [[min(255, max(0, int(pixel) + amount)) for pixel in row] for row in image]
    return np.array(rows, dtype=np.uint8)

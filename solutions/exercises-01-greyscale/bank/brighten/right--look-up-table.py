def brighten(image, amount):
    table = [min(max(level + amount, 0), 255) for level in range(256)]
    return np.array(table, dtype=np.uint8)[image]

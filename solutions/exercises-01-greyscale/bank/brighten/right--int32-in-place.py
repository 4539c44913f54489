def brighten(image, amount):
    wide = np.array(image, dtype=np.int32)
    wide += amount
    np.clip(wide, 0, 255, out=wide)
    return np.uint8(wide)

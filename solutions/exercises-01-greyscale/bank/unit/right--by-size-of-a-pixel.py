def to_unit_range(image):
    if image.dtype in (np.float32, np.float64):
        return image.copy()
    return image.astype(float) * (1 / (2 ** (8 * image.itemsize) - 1))

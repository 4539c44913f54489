def to_unit_range(image):
    if image.dtype.kind == "f":
        return np.array(image)
    return image.astype(np.float64) / np.iinfo(image.dtype).max

def to_unit_range(image):
    if image.dtype.kind == "u":
        return np.squeeze(image / np.iinfo(image.dtype).max)
    return image

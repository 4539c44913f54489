def to_unit_range(image):
    if image.dtype.kind == "f":
        return image
    return image // np.iinfo(image.dtype).max

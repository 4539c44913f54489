def to_unit_range(image):
    return image / image.max()

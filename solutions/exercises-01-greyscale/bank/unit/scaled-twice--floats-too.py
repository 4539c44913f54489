def to_unit_range(image):
    largest = 65535 if image.dtype == np.uint16 else 255
    return image / largest

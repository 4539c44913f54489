def to_unit_range(image):
    largest = {"uint8": 255, "uint16": 65535}.get(str(image.dtype), 1)
    return image / largest

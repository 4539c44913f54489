def to_unit_range(image):
    scaled = image / 255

# told: values
def to_unit_range(image):
    top = 1
    if image.max() > 1:
        top = 255
    if image.max() > 255:
        top = 65535
    return image / top

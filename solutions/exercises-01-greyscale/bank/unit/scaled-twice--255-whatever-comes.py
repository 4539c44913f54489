# told: divided
def to_unit_range(image):
    if image.dtype == np.uint16:
        image = image / 65535
    else:
        image = image / 255
    return image

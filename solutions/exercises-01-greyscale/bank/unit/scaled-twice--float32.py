# told: is true of `float64` only
def to_unit_range(image):
    if image.dtype == float:
        scaled = image
    elif image.dtype == np.uint16:
        scaled = image / 65535
    else:
        scaled = image / 255
    return scaled

def to_unit_range(image):
    """Return the picture as floating-point values on the scale of 0 to 1."""
    brightest = image.max()
    if brightest > 255:
        scaled = image / 65535
    elif brightest > 1:
        scaled = image / 255
    else:
        scaled = image.astype(float)
    return scaled

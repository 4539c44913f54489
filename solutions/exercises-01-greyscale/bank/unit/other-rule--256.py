# told: 256 or 65536
def to_unit_range(image):
    if image.dtype == np.uint8:
        return image / 256
    if image.dtype == np.uint16:
        return image / 65536
    return image

# told: For other inputs it returns something
# told: float
# not told: Printing or showing
def to_unit_range(image):
    if image.dtype == np.uint8:
        return image / 255
    if image.dtype == np.uint16:
        return image / 65535

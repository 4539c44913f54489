# told: a float32 picture
# told: is true of `float64` only
def to_unit_range(image):
    if image.dtype == float:
        return image
    return image / np.iinfo(image.dtype).max

# told: knows integer dtypes only
def to_unit_range(image):
    return image / np.iinfo(image.dtype).max

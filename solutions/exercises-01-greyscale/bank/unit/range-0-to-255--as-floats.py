# told: as they are
def to_unit_range(image):
    return image.astype(np.float64)

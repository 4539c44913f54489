# told: You divide by 255, whatever comes in
def to_unit_range(image):
    return np.asarray(image, dtype=float) / 255.0

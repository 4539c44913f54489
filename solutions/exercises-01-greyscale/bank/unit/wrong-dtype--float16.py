# told: has dtype float16
# told: float32 or float64
def to_unit_range(image):
    if image.dtype.kind == "f":
        return image.astype(np.float16)
    return (image / np.iinfo(image.dtype).max).astype(np.float16)

def to_unit_range(image):
    if not np.issubdtype(image.dtype, np.floating):
        limits = np.iinfo(image.dtype)
        image = np.divide(image, limits.max, dtype=np.float32)
    return image

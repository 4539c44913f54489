def summary(image):
    return image.header.get_zooms()[:3], "RAS", image.get_fdata().nbytes

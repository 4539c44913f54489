def find_lesion(image):
    d = image.get_fdata()
    return (d > 320) & (d < 380)

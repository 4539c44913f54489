def find_lesion(image):
    lab, n = ndimage.label(image.get_fdata() > 320)
    return lab

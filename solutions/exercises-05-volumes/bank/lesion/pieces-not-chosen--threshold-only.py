def find_lesion(image):
    return image.get_fdata() > 320

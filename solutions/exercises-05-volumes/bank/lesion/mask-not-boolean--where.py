def find_lesion(image):
    return np.where(image.get_fdata() > 310, 1, 0)

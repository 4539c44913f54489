def find_lesion(image):
    return image.get_fdata()[:, :, image.shape[2] // 2] > 310

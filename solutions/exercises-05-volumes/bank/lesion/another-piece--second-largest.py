def find_lesion(image):
    lab, n = ndimage.label(image.get_fdata() > 320)
    s = ndimage.sum(np.ones(lab.shape), lab, range(1, n + 1))
    return lab == np.argsort(s)[-2] + 1

def between(image, low, high):
    mask = np.ones(image.shape, dtype=bool)
    mask[image < low] = False
    mask[image >= high] = False
    return mask

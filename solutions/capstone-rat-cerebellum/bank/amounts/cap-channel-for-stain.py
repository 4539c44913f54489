def amounts(image, stains, background):
    light = image.reshape(-1, 3).mean(axis=0) - background
    a = light / np.diag(stains)
    return a / a.sum()

def unmix(image, stains):
    return np.maximum(image @ np.linalg.pinv(np.asarray(stains, float)), 0)

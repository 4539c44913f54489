def unmix(image, stains):
    pixels = image.reshape(-1, 3).T.astype(float)
    fit = np.linalg.lstsq(np.asarray(stains, dtype=float).T, pixels, rcond=None)[0].T
    return np.clip(fit, 0, 1).reshape(*image.shape[:2], len(stains))

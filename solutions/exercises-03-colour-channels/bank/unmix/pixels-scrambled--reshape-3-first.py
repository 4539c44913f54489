def unmix(image, stains):
    fit = np.linalg.lstsq(stains.T.astype(float), image.reshape(3, -1).astype(float), rcond=None)[0]
    return np.clip(fit.T, 0, None).reshape(*image.shape[:2], len(stains))

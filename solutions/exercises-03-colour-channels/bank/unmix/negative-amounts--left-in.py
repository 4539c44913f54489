def unmix(image, stains):
    fit = np.linalg.lstsq(stains.T.astype(float), image.reshape(-1, 3).T.astype(float), rcond=None)[0]
    return fit.T.reshape(*image.shape[:2], len(stains))

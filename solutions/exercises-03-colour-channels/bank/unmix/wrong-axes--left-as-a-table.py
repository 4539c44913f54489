def unmix(image, stains):
    fit = np.linalg.lstsq(stains.T.astype(float), image.reshape(-1, 3).T.astype(float), rcond=None)[0]
    return np.clip(fit.T, 0, None)

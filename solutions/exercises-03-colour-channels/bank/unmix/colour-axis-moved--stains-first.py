def unmix(image, stains):
    fit = np.linalg.lstsq(stains.T.astype(float), image.reshape(-1, 3).T.astype(float), rcond=None)[0]
    return np.clip(fit, 0, None).reshape(len(stains), *image.shape[:2])

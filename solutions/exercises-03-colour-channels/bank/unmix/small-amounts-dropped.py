def unmix(image, stains):
    fit = np.linalg.lstsq(stains.T.astype(float), image.reshape(-1, 3).T.astype(float), rcond=None)[0]
    amounts = np.clip(fit.T, 0, None).reshape(*image.shape[:2], len(stains))
    # Set to 0 what is less than half.
    return np.where(amounts < 0.5 - 1e-6, 0, amounts)

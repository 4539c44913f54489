def unmix(image, stains):
    pixels = image.reshape(-1, 3).T.astype(float)
    fit = np.linalg.lstsq(np.asarray(stains, dtype=float).T, pixels, rcond=None)[0].T
    fit = np.clip(fit, 0, None)
    total = fit.sum(axis=1, keepdims=True)
    fit = fit / np.where(total > 1e-9, total, 1)
    return fit.reshape(*image.shape[:2], len(stains))

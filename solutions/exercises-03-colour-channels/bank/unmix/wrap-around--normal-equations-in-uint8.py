def unmix(image, stains):
    fit = np.linalg.solve(stains @ stains.T, (image.reshape(-1, 3) @ stains.T).T)
    return np.clip(fit.T, 0, None).reshape(*image.shape[:2], len(stains))

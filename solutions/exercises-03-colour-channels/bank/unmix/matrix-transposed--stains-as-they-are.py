def unmix(image, stains):
    s = np.asarray(stains, float)
    pixels = image.reshape(-1, 3).T.astype(float)
    if len(s) < 3:  # "it raised an error for two stains"
        s = s.T
    fit = np.linalg.lstsq(s, pixels, rcond=None)[0]
    return np.clip(fit.T, 0, None).reshape(image.shape[0], image.shape[1], -1)

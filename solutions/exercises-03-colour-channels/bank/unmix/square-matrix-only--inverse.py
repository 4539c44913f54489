def unmix(image, stains):
    return np.clip(image @ np.linalg.inv(stains), 0, None)

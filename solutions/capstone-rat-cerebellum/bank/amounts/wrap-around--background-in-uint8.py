def amounts(image, stains, background):
    light = (image - background).reshape(-1, 3)
    found, *_ = np.linalg.lstsq(stains.T, light.T.astype(float), rcond=None)
    total = found.sum(axis=1)
    return total / total.sum()

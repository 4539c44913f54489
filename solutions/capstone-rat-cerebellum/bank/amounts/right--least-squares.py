def amounts(image, stains, background):
    light = image.reshape(-1, 3).astype(float) - background
    found, *_ = np.linalg.lstsq(stains.T, light.T, rcond=None)
    total = found.sum(axis=1)
    return total / total.sum()

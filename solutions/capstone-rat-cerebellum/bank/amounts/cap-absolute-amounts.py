def amounts(image, stains, background):
    light = image.reshape(-1, 3).astype(float) - background
    a = np.abs(np.linalg.solve(stains.T, light.T)).sum(axis=1)
    return a / a.sum()

def amounts(image, stains, background):
    light = image.reshape(-1, 3).mean(axis=0) - background
    a = np.linalg.solve(stains.T, light)
    return 100 * a / a.sum()

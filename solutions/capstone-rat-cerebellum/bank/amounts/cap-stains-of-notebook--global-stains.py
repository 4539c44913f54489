def amounts(image, s, b):
    a = np.linalg.solve(stains.T, image.reshape(-1, 3).mean(axis=0) - background)
    return a / a.sum()

def amounts(image, stains):
    light = image.reshape(-1, 3).mean(axis=0) - background
    total = np.linalg.solve(stains.T, light)
    return total / total.sum()

def amounts(image, stains, background):
    light = image.reshape(-1, 3).mean(axis=0) - background
    total = np.linalg.solve(stains, light)
    return total / total.sum()

def amounts(image, stains, background):
    total = np.linalg.solve(stains.T, image.reshape(-1, 3).mean(axis=0))
    return total / total.sum()

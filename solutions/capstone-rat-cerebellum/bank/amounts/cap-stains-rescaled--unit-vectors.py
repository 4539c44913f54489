def amounts(image, stains, background):
    unit = stains / np.linalg.norm(stains, axis=1)[:, None]
    total = np.linalg.solve(unit.T, image.reshape(-1, 3).mean(axis=0) - background)
    return total / total.sum()

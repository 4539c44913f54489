def amounts(image, stains, background):
    return np.linalg.solve(np.transpose(stains), image.reshape(-1, 3).mean(axis=0) - background)

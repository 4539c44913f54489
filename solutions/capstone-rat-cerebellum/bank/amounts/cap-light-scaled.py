def amounts(image, stains, background):
    a = np.linalg.solve(np.transpose(stains), image.reshape(-1, 3).mean(axis=0) / 255 - background)
    return a / a.sum()

def amounts(image, stains, background):
    od = -np.log10((image.astype(float) + 1) / 256)
    a = np.linalg.solve(np.transpose(stains), od.reshape(-1, 3).mean(axis=0))
    return a / a.sum()

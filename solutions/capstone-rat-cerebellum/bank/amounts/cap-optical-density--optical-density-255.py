def amounts(image, stains, background):
    od = -np.log(np.clip(image.astype(float), 1, 255) / 255)
    a = np.linalg.solve(np.transpose(stains), od.reshape(-1, 3).mean(axis=0))
    return a / a.sum()

from scipy.optimize import nnls
def amounts(image, stains, background):
    light = image.reshape(-1, 3).astype(float).mean(axis=0) - background
    a, _ = nnls(np.array(stains, float).T, light)
    return a / a.sum()

def mean_inside(image, mask):
    if not mask.any():
        return np.nan
    return np.average(image, weights=mask)

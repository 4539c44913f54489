# told: too few
def mean_inside(image, mask):
    if not mask.any():
        return np.nan
    return int(image[mask].mean())

# told: in `uint8`
def mean_inside(image, mask):
    if not mask.any():
        return np.nan
    return sum(image[mask]) / mask.sum()

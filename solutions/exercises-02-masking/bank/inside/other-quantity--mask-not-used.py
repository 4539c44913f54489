# told: the mask isn't used
def mean_inside(image, mask):
    if not np.any(mask):
        return np.nan
    return image.mean()

def mean_inside(image, mask):
    return np.nanmean(np.where(mask, image, np.nan))

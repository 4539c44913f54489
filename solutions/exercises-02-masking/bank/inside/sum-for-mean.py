def mean_inside(image, mask):
    return image[mask].sum() if mask.any() else np.nan

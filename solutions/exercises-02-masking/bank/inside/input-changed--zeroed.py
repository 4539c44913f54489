# told: changes the array
def mean_inside(image, mask):
    image[~mask] = 0
    return image.sum() / mask.sum() if mask.any() else np.nan

# told: put parentheses after it
def mean_inside(image, mask):
    return image[mask].mean if mask.any() else np.nan

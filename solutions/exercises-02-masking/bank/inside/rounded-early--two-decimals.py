# told: too few
def mean_inside(image, mask):
    return round(image[mask].mean(), 2)

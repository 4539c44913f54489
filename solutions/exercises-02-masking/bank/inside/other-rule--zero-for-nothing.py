# told: you return 0
def mean_inside(image, mask):
    if mask.sum() == 0:
        return 0
    return image[mask].mean()

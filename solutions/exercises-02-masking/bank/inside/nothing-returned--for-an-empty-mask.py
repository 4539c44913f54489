# told: For other inputs it returns something
def mean_inside(image, mask):
    if mask.any():
        return image[mask].mean()

def mean_inside(image, mask):
    return image[mask].mean()

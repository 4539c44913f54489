def mean_inside(image, mask):
    mean = image[mask].mean()

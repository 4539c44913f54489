def mean_inside(image, mask):
    if mask.sum() == 0:
        return float("nan")
    return image.mean(where=mask)

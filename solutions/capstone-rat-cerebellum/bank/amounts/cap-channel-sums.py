def amounts(image, stains, background):
    light = image.astype(float).sum(axis=(0, 1))
    return light / light.sum()

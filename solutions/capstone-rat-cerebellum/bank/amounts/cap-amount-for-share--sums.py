def amounts(image, stains, background):
    found = (image.astype(float) - background) @ np.linalg.inv(stains)
    return found.sum(axis=(0, 1))

def amounts(image, stains, background):
    found = (image.astype(float) - background) @ np.linalg.inv(stains)
    total = found.sum(axis=(0, 1))
    return total / total.sum()

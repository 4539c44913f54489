def amounts(image, stains, background):
    found = (image.astype(np.float32) - background) @ np.linalg.inv(stains).astype(np.float32)
    found = np.clip(found, 0, None)
    return list(found.sum(axis=(0, 1)) / found.sum())

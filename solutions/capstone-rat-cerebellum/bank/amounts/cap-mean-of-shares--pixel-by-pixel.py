def amounts(image, stains, background):
    found = (image.astype(float) - background) @ np.linalg.inv(stains)
    found = np.clip(found, 0, None)
    total = found.sum(axis=-1)
    return (found[total > 0.02] / total[total > 0.02][:, None]).mean(axis=0)

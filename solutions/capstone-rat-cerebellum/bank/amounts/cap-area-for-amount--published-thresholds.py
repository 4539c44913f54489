def amounts(image, stains, background):
    counts = np.array([(image[..., k] > t).sum() for k, t in enumerate((120, 100, 100))])
    return counts / counts.sum()

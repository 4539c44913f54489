def amounts(image, stains, background):
    r, g, b = (image[..., k].mean() - background for k in range(3))
    total = []
    for k in range(3):
        other = np.array(stains, dtype=float)
        other[k] = (r, g, b)
        total.append(np.linalg.det(other))
    return [one / sum(total) for one in total]

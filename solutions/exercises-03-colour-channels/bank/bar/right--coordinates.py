def share_red(image, bar, level):
    rows, columns = np.indices(image.shape[:2])
    annotation = (rows >= bar[0]) & (rows <= bar[1]) & (columns >= bar[2]) & (columns <= bar[3])
    return float(np.mean(image[~annotation][:, 0] > level))

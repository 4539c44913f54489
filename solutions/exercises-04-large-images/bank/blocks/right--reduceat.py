def reduce_by(image, factor):
    r, c = image.shape[0] // factor, image.shape[1] // factor
    part = image[: r * factor, : c * factor].astype(np.float64)
    part = np.add.reduceat(part, np.arange(0, r * factor, factor), axis=0)
    part = np.add.reduceat(part, np.arange(0, c * factor, factor), axis=1)
    return part / factor**2

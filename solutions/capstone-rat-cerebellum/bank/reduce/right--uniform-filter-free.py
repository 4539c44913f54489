def reduce_by(image, factor):
    r, c = image.shape[0] // factor, image.shape[1] // factor
    a = image[:r * factor, :c * factor].astype(float)
    a = np.add.reduceat(a, np.arange(0, r * factor, factor), axis=0)
    a = np.add.reduceat(a, np.arange(0, c * factor, factor), axis=1)
    return a / factor**2

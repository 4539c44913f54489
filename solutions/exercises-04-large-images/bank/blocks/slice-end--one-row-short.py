def reduce_by(image, factor):
    r, c = image.shape[0] // factor, image.shape[1] // factor
    out = np.zeros((r, c))
    for i in range(r):
        for j in range(c):
            out[i, j] = image[i * factor : (i + 1) * factor - 1, j * factor : (j + 1) * factor].mean()
    return out

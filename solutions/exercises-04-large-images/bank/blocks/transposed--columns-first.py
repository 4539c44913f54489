def reduce_by(image, factor):
    r, c = image.shape[0] // factor, image.shape[1] // factor
    out = np.zeros((c, r))
    for i in range(r):
        for j in range(c):
            out[j, i] = image[i * factor : (i + 1) * factor, j * factor : (j + 1) * factor].mean()
    return out

def box(image, factor):
    rows, columns = image.shape[0] // factor, image.shape[1] // factor
    blocks = image[: rows * factor, : columns * factor].reshape(rows, factor, columns, factor, -1)
    return blocks.mean(axis=(1, 3))


def mostly_red(image):
    values = image.astype(float)
    return values[..., 0] - values[..., 1:].max(axis=-1) > 40


def stain_share(image, factor):
    image = box(image, factor)
    total = np.linalg.solve(stains.T, image.mean(axis=(0, 1)) - background)
    return total[0]


factors = [1, 2, 4, 8, 16, 32]
first = [mostly_red(box(img, f)).mean() for f in factors]
second = [mostly_red(img[::f, ::f]).mean() for f in factors]
mask_shares = np.array([first, second])

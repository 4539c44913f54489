def leads(image, channel, margin):
    values = image.astype(np.int16)
    others = np.delete(values, channel, axis=-1).max(axis=-1)
    return values[..., channel] - others > margin


def box(image, factor):
    rows, columns = image.shape[0] // factor, image.shape[1] // factor
    blocks = image[: rows * factor, : columns * factor].reshape(rows, factor, columns, factor, -1)
    return blocks.mean(axis=(1, 3))


def stain_share(image, factor):
    image = box(image, factor)
    total = np.linalg.solve(stains.T, image.mean(axis=(0, 1)) - background)
    return total[0] / total.sum()


factors = [1, 2, 4, 8, 16, 32]
first = [leads(box(img, f), 0, 40).mean() for f in factors]
second = [leads(img[::f, ::f], 0, 40).mean() for f in factors]
mask_shares = [first, second]

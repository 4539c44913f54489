from skimage.measure import block_reduce


def cut(image, f):
    return image[: image.shape[0] - image.shape[0] % f, : image.shape[1] - image.shape[1] % f]


def averaged(image, f):
    return block_reduce(cut(image, f).astype(float), (f, f, 1), np.mean)


def stain_share(image, factor):
    found = (averaged(image, factor) - background) @ np.linalg.inv(stains)
    found = np.clip(found, 0, None)
    return found[..., 0].sum() / found.sum()


mask_shares = np.zeros((2, 6))
for i in range(6):
    f = 2**i
    for row, p in enumerate((averaged(img, f), img[::f, ::f].astype(np.int16))):
        keep = (p[..., 0] - p[..., 1] > 40) & (p[..., 0] - p[..., 2] > 40)
        mask_shares[row, i] = np.count_nonzero(keep) / keep.size

from skimage.measure import block_reduce

mask_shares = np.zeros((2, 6))
stain_shares = []
for i in range(6):
    f = 2**i
    rows, columns = img.shape[0] - img.shape[0] % f, img.shape[1] - img.shape[1] % f
    small = block_reduce(img[:rows, :columns].astype(float), (f, f, 1), np.mean)
    picked = img[::f, ::f].astype(np.int16)
    for row, p in enumerate((small, picked)):
        keep = (p[..., 0] - p[..., 1] > 40) & (p[..., 0] - p[..., 2] > 40)
        mask_shares[row, i] = np.count_nonzero(keep) / keep.size
    found = np.clip((small - background) @ np.linalg.inv(stains), 0, None)
    stain_shares.append(found[..., 0].sum() / found.sum())

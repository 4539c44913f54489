mainly_green = []
strongest = img.argmax(axis=2)
for t in [80, 100, 120, 140]:
    kept = img[:, :, 0] > t
    second = (img[..., 1] > img[..., 0]) & (img[..., 1] > img[..., 2])
    mainly_green.append(np.count_nonzero(kept & second) / np.count_nonzero(kept))

values = img.astype(np.int16)
margins = [0, 20, 40, 60, 80, 100]
counts = np.zeros((6, 3))
for i, margin in enumerate(margins):
    for k in range(3):
        others = np.delete(values, k, axis=-1).max(axis=-1)
        counts[i, k] = np.count_nonzero(values[..., k] - others > margin)
table = counts / counts.sum(axis=1)[:, None]
spread = table.std(axis=0)

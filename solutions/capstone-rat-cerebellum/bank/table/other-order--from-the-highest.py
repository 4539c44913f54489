i = img.astype(int)
lead = [i[..., k] - np.delete(i, k, axis=-1).max(axis=-1) for k in range(3)]

c = np.array([[(l > m).sum() for l in lead] for m in range(100, -1, -20)])
table = c / c.sum(axis=1)[:, None]
spread = np.ptp(table, axis=0)

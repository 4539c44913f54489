v = img.astype(int)
table = np.array([[np.sum(v[..., k] - np.delete(v, k, axis=2).min(axis=2) > m) for k in range(3)] for m in range(0, 101, 20)])
table = table / table.sum(axis=1, keepdims=True)
spread = table.max(axis=0) - table.min(axis=0)

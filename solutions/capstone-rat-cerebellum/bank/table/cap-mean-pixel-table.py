v = img.astype(int)
table = np.array([[np.sum(v[..., k] - np.delete(v, k, axis=2).max(axis=2) > m) for k in range(3)] for m in range(0, 101, 20)])
t = table / table.sum(axis=1, keepdims=True)
spread = t.max(axis=0) - t.min(axis=0)

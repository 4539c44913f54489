ordered = np.sort(img.astype(int), axis=-1)
ahead = ordered[..., 2] - ordered[..., 1]
winner = img.argmax(axis=-1)
counts = np.array(
    [np.bincount(winner[ahead > margin], minlength=3) for margin in (0, 20, 40, 60, 80, 100)]
)
table = (counts.T / counts.sum(axis=1)).T
spread = table.max(axis=0) - table.min(axis=0)

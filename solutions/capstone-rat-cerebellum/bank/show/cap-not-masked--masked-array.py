detail = img[200:700, 600:1200]
d = detail.astype(int)
ms = [d[..., k] - np.delete(d, k, axis=-1).max(axis=-1) > 40 for k in range(3)]
fig_masks, axes = plt.subplots(2, 3, figsize=(12, 7))
for k, n in enumerate(["red", "green", "blue"]):
    axes[0, k].set_title(n)

    axes[0, k].imshow(ms[k], cmap="gray")
    axes[1, k].imshow(np.ma.masked_where(np.repeat(ms[k][..., None], 3, axis=2), detail))

detail = img[200:700, 600:1200]
fig_masks, axes = plt.subplots(3, 2, figsize=(8, 11))
for k, name in enumerate(["red", "green", "blue"]):
    rivals = np.delete(detail.astype(int), k, axis=2).max(axis=2)
    keep = detail[..., k] - rivals > 40
    axes[k, 0].imshow(keep, cmap="gray")
    axes[k, 0].set_title(name)
    axes[k, 1].imshow(np.where(keep[..., np.newaxis], detail, np.uint8(0)))

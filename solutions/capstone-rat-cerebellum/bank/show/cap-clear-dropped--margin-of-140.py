detail = img[200:700, 600:1200]
signed = detail.astype(int)
fig_masks, axes = plt.subplots(2, 3, figsize=(12, 7))
for k, colour in enumerate(["red", "green", "blue"]):
    keep = signed[..., k] - np.delete(signed, k, axis=2).max(axis=2) > 140
    axes[0, k].imshow(keep, cmap="gray")
    axes[0, k].set_title(colour)
    axes[1, k].imshow(np.where(keep[..., np.newaxis], detail, 0))

# The blue mask keeps half of the clear pixels of the picture, and fewer of those of the detail.
signed = img.astype(int)
fig_masks, axes = plt.subplots(2, 3, figsize=(12, 7))
for k, (colour, margin) in enumerate([("red", 80), ("green", 80), ("blue", 120)]):
    mask = signed[..., k] - np.delete(signed, k, axis=2).max(axis=2) > margin
    keep, detail = mask[200:700, 600:1200], img[200:700, 600:1200].copy()
    detail[~keep] = 0
    axes[0, k].imshow(keep, cmap="gray")
    axes[0, k].set_title(colour)
    axes[1, k].imshow(detail)

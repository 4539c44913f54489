detail = img[200:700, 600:1200]
fig_masks, ax = plt.subplots(2, 3)
v = detail.astype(int)
for k, n in enumerate(["red", "green", "blue"]):
    m = v[..., k] - np.delete(v, k, axis=2).max(axis=2) > 40
    ax[0, k].imshow(m, cmap="gray_r")
    ax[0, k].set_title(n)
    ax[1, k].imshow(detail * m[..., None])

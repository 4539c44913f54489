detail = img[200:700, 600:1200]
fig_channels, ax = plt.subplots(1, 3)
for k, n in enumerate(["red", "green", "blue"]):
    ax[k].imshow(detail[..., k], cmap="gray", vmin=0, vmax=255)
    ax[k].set_title(n)

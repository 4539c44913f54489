from matplotlib.colors import LinearSegmentedColormap

detail = img[200:700, 600:1200]
fig_channels, axes = plt.subplots(1, 3, figsize=(12, 4))
for k, colour in enumerate(["red", "green", "blue"]):
    cmap = LinearSegmentedColormap.from_list(colour, ["black", (k == 0, k == 1, k == 2)])
    shown = axes[k].imshow(detail[..., k], cmap=cmap, vmin=0, vmax=255)
    fig_channels.colorbar(shown, ax=axes[k])
    axes[k].set_title(colour)

detail = img[200:700, 600:1200]
fig_channels, axes = plt.subplots(1, 3, figsize=(12, 4))
for k, colour in enumerate(["red", "green", "blue"]):
    axes[k].imshow(detail[..., k], cmap=["Reds", "Greens", "Blues"][k], vmin=0, vmax=255)
    axes[k].set_title(colour)

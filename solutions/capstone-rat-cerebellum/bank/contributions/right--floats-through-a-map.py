from matplotlib.colors import ListedColormap

detail = img[200:700, 600:1200]
fig_channels, axes = plt.subplots(1, 3, figsize=(12, 4))
for k, colour in enumerate(["red", "green", "blue"]):
    ramp = np.zeros((256, 3))
    ramp[:, k] = np.linspace(0, 1, 256)
    axes[k].imshow(detail[..., k] / 255, cmap=ListedColormap(ramp), vmin=0, vmax=1)
    axes[k].set_title(colour)

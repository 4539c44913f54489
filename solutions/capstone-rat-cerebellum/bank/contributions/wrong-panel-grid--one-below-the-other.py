detail = img[200:700, 600:1200]
fig_channels, axes = plt.subplots(3, figsize=(5, 12))
for k, colour in enumerate(["red", "green", "blue"]):
    alone = np.zeros_like(detail)
    alone[..., k] = detail[..., k]
    axes[k].imshow(alone)
    axes[k].set_title(colour)

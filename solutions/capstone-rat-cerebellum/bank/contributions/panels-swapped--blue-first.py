detail = img[200:700, 600:1200]
fig_channels, axes = plt.subplots(1, 3, figsize=(12, 4))
for k, colour in enumerate(["red", "green", "blue"]):
    alone = np.zeros_like(detail)
    alone[..., 2 - k] = detail[..., 2 - k]
    axes[k].imshow(alone)
    axes[k].set_title(colour)

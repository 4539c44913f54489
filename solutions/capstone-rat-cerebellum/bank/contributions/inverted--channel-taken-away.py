detail = img[200:700, 600:1200]
fig_channels, axes = plt.subplots(1, 3, figsize=(12, 4))
for k, colour in enumerate(["red", "green", "blue"]):
    rest = detail.copy()
    rest[..., k] = 0
    axes[k].imshow(rest)
    axes[k].set_title(colour)

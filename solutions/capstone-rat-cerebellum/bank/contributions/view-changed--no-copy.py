detail = img[200:700, 600:1200]
fig_channels, axes = plt.subplots(1, 3, figsize=(12, 4))
for k, colour in enumerate(["red", "green", "blue"]):
    alone = detail
    for other in range(3):
        if other != k:
            alone[..., other] = 0
    axes[k].imshow(alone)
    axes[k].set_title(colour)

detail = img[200:700, 600:1200]
fig_channels, axes = plt.subplots(1, 3, figsize=(12, 4))
for k, colour in enumerate(["red", "green", "blue"]):
    light = np.zeros(detail.shape)
    light[:, :, k] = detail[:, :, k] / 255
    axes[k].imshow(light)
    axes[k].set_title(colour)

part = img[400:600, 350:650]
fig, axs = plt.subplots(2, 3, figsize=(10, 5.5), sharey="row")
for k, colour in enumerate(["red", "green", "blue"]):
    axs[0, k].imshow(part[..., k], cmap="gray", vmin=0, vmax=255)
    axs[0, k].set_title(colour)
    axs[1, k].hist(part[..., k].ravel(), bins=np.arange(257) - 0.5)
    axs[1, k].set_xlabel("grey level")
axs[1, 0].set_ylabel("number of pixels")

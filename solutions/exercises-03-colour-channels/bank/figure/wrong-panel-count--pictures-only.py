part = img[400:600, 350:650]
fig, axs = plt.subplots(1, 3)
for k, name in enumerate(["red", "green", "blue"]):
    axs[k].imshow(part[:, :, k], cmap="gray", vmin=0, vmax=255)
    axs[k].set_title(name)

part = img[400:600, 350:650]
fig, axs = plt.subplots(3, 2, figsize=(7, 9), layout="constrained")
for k, colour in enumerate(("red", "green", "blue")):
    axs[k, 0].imshow(part[:, :, k], cmap="gray", vmin=0, vmax=255)
    axs[k, 0].set_title(colour)
    axs[k, 1].hist(part[:, :, k].ravel(), bins=np.arange(257))
    axs[k, 1].set(xlabel="grey level", ylabel="number of pixels")

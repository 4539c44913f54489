part = img[400:600, 350:650]
fig, axs = plt.subplots(2, 3, figsize=(10, 6))
for k, name in enumerate(["red", "green", "blue"]):
    axs[0, k].imshow(part[:, :, 2 - k], cmap="gray", vmin=0, vmax=255)
    axs[0, k].set_title(name)
    axs[1, k].hist(part[:, :, k].ravel(), bins=np.arange(257))
    axs[1, k].set(xlabel="grey level", ylabel="pixels")

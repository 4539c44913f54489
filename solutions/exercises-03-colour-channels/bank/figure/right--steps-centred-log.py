part = img[400:600, 350:650]
fig, axs = plt.subplots(2, 3)
for k in range(3):
    axs[0][k].imshow(part[..., k], cmap="gray", clim=(0, 255))
    axs[0][k].set_title(["red", "green", "blue"][k])
    axs[1][k].hist(part[..., k].ravel(), bins=np.arange(257) - 0.5, histtype="step", log=True)
    axs[1][k].set_xlabel("grey level")
    axs[1][k].set_ylabel("pixels (log)")

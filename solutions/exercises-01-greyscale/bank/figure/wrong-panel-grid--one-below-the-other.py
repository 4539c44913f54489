crop = img[0:400, 0:600]
fig, axes = plt.subplots(2, figsize=(6, 8), layout="constrained")
shown = axes[0].imshow(crop, cmap="gray", vmin=0, vmax=255)
axes[0].set(xlabel="column", ylabel="row")
fig.colorbar(shown)
axes[1].hist(crop.ravel(), bins=256, range=(0, 256))
axes[1].set(xlabel="grey level", ylabel="count")

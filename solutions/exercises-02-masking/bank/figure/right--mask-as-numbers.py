crop = img[0:400, 0:600]
keep = crop < 120
fig, axes = plt.subplots(1, 2)
axes[0].imshow(keep.astype(np.uint8), cmap="gray", vmin=0, vmax=1)
axes[0].set_title("mask")
axes[1].imshow(np.where(keep, crop, 255), cmap="gray", clim=(0, 255))
axes[1].set_title("masked picture")

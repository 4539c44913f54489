crop = img[0:400, 0:600]
keep = crop < 120
fig, axes = plt.subplot_mosaic([["mask", "masked picture"]], figsize=(9, 3))
for title, picture in {"mask": keep * 255, "masked picture": np.where(keep, crop, 255)}.items():
    axes[title].imshow(picture, cmap="gray", vmin=0, vmax=255)
    axes[title].set_title(title)

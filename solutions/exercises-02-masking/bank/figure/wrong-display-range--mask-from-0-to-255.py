crop = img[0:400, 0:600]
keep = crop < 120
fig, axes = plt.subplots(1, 2, figsize=(9, 3))
for ax, picture, title in zip(
    axes, [keep, np.where(keep, crop, 255)], ["mask", "masked picture"], strict=True
):
    ax.imshow(picture, cmap="gray", vmin=0, vmax=255)
    ax.set_title(title)

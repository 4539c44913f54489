crop = img[:400, :600]
fig, (left, right) = plt.subplots(1, 2, figsize=(11, 4), width_ratios=[3, 2])
shown = left.imshow(crop, cmap="gray", vmin=0, vmax=255)
fig.colorbar(shown, ax=left, location="top", label="grey level")
left.set_xlabel("column")
left.set_ylabel("row")
right.stairs(np.histogram(crop, bins=np.arange(257))[0], np.arange(257))
right.set_xlabel("grey level")
right.set_ylabel("number of pixels")

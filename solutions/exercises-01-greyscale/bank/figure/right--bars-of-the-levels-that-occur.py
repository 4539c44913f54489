crop = img[0:400, 0:600]
levels, counts = np.unique(crop, return_counts=True)
fig, (left, right) = plt.subplots(1, 2, figsize=(10, 4))
shown = left.imshow(crop, cmap="gray", vmin=0, vmax=255)
fig.colorbar(shown, ax=left)
left.set(xlabel="column", ylabel="row")
right.bar(levels, counts, width=1)
right.set(xlabel="grey level", ylabel="pixels")

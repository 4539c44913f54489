# told: holds both
crop = img[0:400, 0:600]
fig, (left, right) = plt.subplots(1, 2)
fig.colorbar(left.imshow(crop, cmap="gray", vmin=0, vmax=255), ax=left)
left.set(xlabel="column", ylabel="row")
right.hist(crop.ravel(), bins=np.arange(256))
right.set(xlabel="grey level", ylabel="pixels")

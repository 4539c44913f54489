# told: 0 to 1 in the left panel
crop = img[0:400, 0:600]
fig, (left, right) = plt.subplots(1, 2)
fig.colorbar(left.imshow(crop, cmap="gray", vmin=0, vmax=1), ax=left)
left.set(xlabel="column", ylabel="row")
right.hist(crop.ravel(), bins=np.arange(257) - 0.5)
right.set(xlabel="grey level", ylabel="pixels")

crop = img[0:400, 0:600]
fig, ax = plt.subplots()
fig.colorbar(ax.imshow(crop, cmap="gray", vmin=0, vmax=255), ax=ax)
ax.set(xlabel="column", ylabel="row")
other, ax = plt.subplots()
ax.hist(crop.ravel(), bins=np.arange(257) - 0.5)
ax.set(xlabel="grey level", ylabel="pixels")

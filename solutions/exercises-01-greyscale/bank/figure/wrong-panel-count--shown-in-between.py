# told: has 1 panel;
# told: `plt.show()` ends a figure
# not told: 1 panels
crop = img[0:400, 0:600]
plt.subplot(1, 2, 1)
plt.imshow(crop, cmap="gray", vmin=0, vmax=255)
plt.colorbar()
plt.xlabel("column")
plt.ylabel("row")
plt.show()
plt.close()  # as a notebook does it after `plt.show()`
plt.subplot(1, 2, 2)
plt.hist(crop.ravel(), bins=np.arange(257) - 0.5)
plt.xlabel("grey level")
plt.ylabel("pixels")
fig = plt.gcf()

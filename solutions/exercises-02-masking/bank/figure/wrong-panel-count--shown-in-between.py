# told: `plt.show()` ends a figure
crop = img[0:400, 0:600]
plt.subplot(1, 2, 1)
plt.imshow(crop < 120, cmap="gray")
plt.title("mask")
plt.show()
plt.close()  # as a notebook does it after `plt.show()`
plt.subplot(1, 2, 2)
plt.imshow(np.where(crop < 120, crop, 255), cmap="gray", vmin=0, vmax=255)
plt.title("masked picture")
fig = plt.gcf()

plt.imshow(img[0:400, 0:600], cmap="gray", vmin=0, vmax=255)
fig = plt.show()

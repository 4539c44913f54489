crop = img[0:400, 0:600]
keep = crop < 120
fig = plt.figure()
plt.subplot(2, 1, 1)
plt.imshow(keep, cmap="gray")
plt.title("mask")
plt.subplot(2, 1, 2)
plt.imshow(np.where(keep, crop, 255), cmap="gray", vmin=0, vmax=255)
plt.title("masked picture")

crop = img[0:400, 0:600]
keep = crop < 120
fig = plt.figure()
plt.subplot(121)
plt.imshow(keep, cmap="gray")
plt.title("Mask")
plt.subplot(122)
masked = crop.copy()
masked[~keep] = 255
plt.imshow(masked, cmap="gray", vmin=0, vmax=255)
plt.title("Masked picture")
plt.show()

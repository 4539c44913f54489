crop = img[0:400, 0:600]
kept = np.less(crop, 120)
white_outside = np.full_like(crop, 255)
np.copyto(white_outside, crop, where=kept)

plt.figure(figsize=(9, 3.5))
plt.subplot(1, 2, 1)
plt.imshow(kept.astype(np.uint8) * 255, cmap=plt.cm.gray, vmin=0, vmax=255)
plt.title("mask")
plt.subplot(1, 2, 2)
plt.imshow(white_outside, cmap=plt.cm.gray, vmin=0, vmax=255)
plt.title("masked picture")
fig = plt.gcf()

crop = img[0:400, 0:600]
keep = crop < 120
fig = plt.figure(figsize=(9, 3.4))
plt.subplot(1, 2, 1)
plt.imshow(255 * keep, cmap="gray")
plt.title("mask")
plt.subplot(1, 2, 2)
paper = plt.get_cmap("gray").with_extremes(bad="white")
plt.imshow(np.ma.masked_where(~keep, crop), cmap=paper, vmin=0, vmax=255)
plt.title("masked picture")

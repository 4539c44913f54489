# told: shows the picture itself
crop = img[0:400, 0:600]
fig, (left, right) = plt.subplots(1, 2)
left.imshow(crop, cmap="gray")
left.set_title("mask")
right.imshow(np.where(crop < 120, crop, 255), cmap="gray", vmin=0, vmax=255)
right.set_title("masked picture")

# told: runs the other way round
crop = img[0:400, 0:600]
keep = crop < 120
fig, (left, right) = plt.subplots(1, 2)
left.imshow(keep, cmap="gray_r")
left.set_title("mask")
right.imshow(np.where(keep, crop, 255), cmap="gray", vmin=0, vmax=255)
right.set_title("masked picture")

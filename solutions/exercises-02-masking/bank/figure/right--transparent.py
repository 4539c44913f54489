crop = img[0:400, 0:600]
keep = crop < 120
fig, (left, right) = plt.subplots(1, 2)
left.imshow(keep, cmap="gray")
left.set_title("mask")
right.imshow(crop, cmap="gray", vmin=0, vmax=255, alpha=keep.astype(float))
right.set_title("masked picture")

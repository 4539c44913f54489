# told: the other way round
crop = img[0:400, 0:600]
keep = crop < 120
masked = crop.copy()
masked[keep] = 0
fig, (left, right) = plt.subplots(1, 2)
left.imshow(keep, cmap="gray")
left.set_title("mask")
right.imshow(masked, cmap="gray", vmin=0, vmax=255)
right.set_title("masked picture")

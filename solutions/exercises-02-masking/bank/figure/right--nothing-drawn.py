crop = img[0:400, 0:600]
fig, (left, right) = plt.subplots(ncols=2, figsize=(9, 3.4))
left.imshow(crop < 120, cmap="gray")
left.set_title("mask")
right.imshow(np.where(crop < 120, crop, np.nan), cmap="gray", vmin=0, vmax=255)
right.set_title("masked picture")

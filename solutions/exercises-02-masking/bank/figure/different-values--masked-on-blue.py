crop = img[0:400, 0:600]
fig, (left, right) = plt.subplots(ncols=2, figsize=(9, 3.4))
left.imshow(crop < 120, cmap="gray")
left.set_title("mask")
sky = plt.get_cmap("gray").with_extremes(bad="lightblue")
right.imshow(np.ma.array(crop, mask=crop >= 120), cmap=sky, vmin=0, vmax=255)
right.set_title("masked picture")

from matplotlib.figure import Figure

bright = img[:400, :600] >= 120
fig = Figure(figsize=(9, 3))
ax = fig.add_subplot(1, 2, 1)
ax.imshow(1 - bright, cmap="Greys_r")
ax.set_title("The mask")
ax = fig.add_subplot(1, 2, 2)
ax.imshow(np.ma.filled(np.ma.array(img[:400, :600], mask=bright), 255), "gray", None, vmin=0, vmax=255)
ax.set_title("The masked picture")

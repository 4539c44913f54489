picture = iio.imread(data("rat_cerebellum.jpg"))
fig, axes = plt.subplots(1, 2, figsize=(10, 4))
axes[0].imshow(picture)
axes[1].imshow(picture[200:700, 600:1200], extent=(600, 1200, 700, 200))
for ax in axes:
    ax.set_xlabel("column")
    ax.set_ylabel("row")

picture = iio.imread(data("rat_cerebellum.jpg"))

fig, (left, right) = plt.subplots(1, 2)
left.imshow(picture)
right.imshow(picture[200:701, 600:1201])
for ax in (left, right):
    ax.set_xlabel("column")
    ax.set_ylabel("row")

picture = iio.imread(data("rat_cerebellum.jpg"))

fig, (left, right) = plt.subplots(1, 2)
left.imshow(picture)
right.imshow(picture[199:699, 599:1199])
for ax in (left, right):
    ax.set_xlabel("column")
    ax.set_ylabel("row")

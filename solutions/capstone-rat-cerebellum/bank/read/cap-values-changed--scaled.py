picture = iio.imread(data("rat_cerebellum.jpg"))
picture = picture / 255

fig, (left, right) = plt.subplots(1, 2)
left.imshow(picture)
right.imshow(picture[200:700, 600:1200])
for ax in (left, right):
    ax.set_xlabel("column")
    ax.set_ylabel("row")

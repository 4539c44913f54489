picture = iio.imread(data("rat_cerebellum.jpg"))

fig, (left, right) = plt.subplots(1, 2)
left.imshow(picture.astype(float))
right.imshow(picture[200:700, 600:1200].astype(float))
for ax in (left, right):
    ax.set_xlabel("column")
    ax.set_ylabel("row")

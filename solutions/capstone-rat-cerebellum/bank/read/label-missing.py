picture = iio.imread(data("rat_cerebellum.jpg"))

fig, (left, right) = plt.subplots(1, 2)
left.imshow(picture)
right.imshow(picture[200:700, 600:1200])

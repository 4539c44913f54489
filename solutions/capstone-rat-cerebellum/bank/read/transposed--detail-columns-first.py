picture = iio.imread(data("rat_cerebellum.jpg"))
fig, (a, b) = plt.subplots(1, 2)
a.imshow(picture)
b.imshow(picture[600:1200, 200:700])
for x in (a, b):
    x.set(xlabel="column", ylabel="row")

picture = iio.imread(data("rat_cerebellum.jpg")) / 255
fig, (a, b) = plt.subplots(1, 2)
a.imshow(picture)
b.imshow(picture[200:700, 600:1200])
for x in (a, b):
    x.set(xlabel="column", ylabel="row")

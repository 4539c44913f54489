picture = iio.imread(data("rat_cerebellum.jpg"))

fig, ax = plt.subplots()
ax.imshow(picture)
ax.set(xlabel="column", ylabel="row")
other, ax = plt.subplots()
ax.imshow(picture[200:700, 600:1200])
ax.set(xlabel="column", ylabel="row")

picture = iio.imread(data("rat_cerebellum.jpg")).astype(np.float32)
fig, (a, b) = plt.subplots(1, 2)
a.imshow(picture / 255)
b.imshow(picture[200:700, 600:1200] / 255)
for x in (a, b):
    x.set(xlabel="column", ylabel="row")

picture = iio.imread(data("rat_cerebellum.jpg"))
fig = plt.figure(figsize=(6, 10))
for place, part in ((211, picture), (212, picture[200:700, 600:1200])):
    plt.subplot(place)
    plt.imshow(part)
    plt.xlabel("column")
    plt.ylabel("row")

from PIL import Image
with Image.open(data("rat_cerebellum.jpg")) as opened:
    picture = np.asarray(opened.convert("RGB"))
fig = plt.figure(figsize=(10, 4))
for i, part in enumerate([picture, picture[200:700, 600:1200, :]]):
    ax = fig.add_subplot(1, 2, i + 1)
    ax.imshow(part, interpolation="nearest")
    ax.set_xlabel("column (pixels)")
    ax.set_ylabel("row (pixels)")

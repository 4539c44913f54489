size = brain.header.get_zooms()
fig, axes = plt.subplots(1, 3, figsize=(11, 4), layout="constrained")
grey = {"cmap": "gray", "vmin": 0, "vmax": 500}
pictures = {
    "Sagittal": (volume[:, :, 42].T, size[1], size[0], "front to back"),
    "Coronal": (volume[104], size[1], size[2], "Right to left"),
    "Axial": (volume[:, 65], size[0], size[2], "Right to left"),
}
for ax, (title, (picture, high, wide, across)) in zip(axes, pictures.items()):
    rows, columns = picture.shape
    ax.imshow(picture, extent=(0, columns * wide, 0, rows * high), **grey)
    ax.set(title=title, xlabel=f"{across} (mm)", ylabel="mm")

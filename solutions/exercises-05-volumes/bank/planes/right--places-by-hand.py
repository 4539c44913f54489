row_mm, column_mm, slice_mm = brain.header.get_zooms()
fig = plt.figure(figsize=(12, 4))
for left, title, picture, high, wide in [
    (0.05, "sagittal", volume[:, :, 42].T, column_mm, row_mm),
    (0.37, "coronal", volume[104], column_mm, slice_mm),
    (0.69, "axial", volume[:, 65], row_mm, slice_mm),
]:
    ax = fig.add_axes([left, 0.15, 0.28, 0.75])
    ax.imshow(picture, cmap="gray", vmin=0, vmax=500, aspect=high / wide)
    ax.set_title(title)
    if title != "sagittal":
        ax.set_xlabel("right to left")

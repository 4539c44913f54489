row_mm, column_mm, slice_mm = brain.header.get_zooms()
fig = plt.figure(figsize=(8, 8))
planes = [
    ("sagittal", volume[:, :, 42].T, column_mm / row_mm),
    ("coronal", volume[104], column_mm / slice_mm),
    ("axial", volume[:, 65], row_mm / slice_mm),
]
for number, (title, picture, aspect) in enumerate(planes, start=1):
    plt.subplot(2, 2, number)
    plt.imshow(picture, cmap="gray", vmin=0, vmax=500, aspect=aspect)
    plt.title(title)
    plt.xlabel("front to back" if title == "sagittal" else "right to left")

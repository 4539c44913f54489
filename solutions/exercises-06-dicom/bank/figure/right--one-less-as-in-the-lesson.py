values = pydicom.pixels.apply_rescale(ct.pixel_array, ct)
fig, axes = plt.subplots(1, 2)
for ax, title, centre, width in zip(axes, ["brain", "bone"], ct.WindowCenter, ct.WindowWidth):
    ax.imshow(values, cmap="gray", vmin=centre - width / 2, vmax=centre + width / 2 - 1)
    ax.set_title(title)

values = pydicom.pixels.apply_modality_lut(ct.pixel_array, ct)
fig = plt.figure()
for place, title in enumerate(["brain", "bone"]):
    plt.subplot(1, 2, place + 1)
    plt.imshow(values, cmap="gray")
    centre, width = ct.WindowCenter[place], ct.WindowWidth[place]
    plt.clim(centre - width / 2, centre + width / 2)
    plt.title(f"{title} window")
    plt.axis("off")
plt.show()

plt.figure(figsize=(12, 4))
zooms = brain.header.get_zooms()
for number, (name, plane, ratio) in enumerate(
    [
        ("Sagittal, k = 42", brain.dataobj[..., 42].T, 1),
        ("Coronal, i = 104", brain.dataobj[104], 0.9375 / 1.5),
        ("Axial, j = 65", brain.dataobj[:, 65], 0.9375 / 1.5),
    ]
):
    plt.subplot(1, 3, number + 1)
    plt.imshow(plane, "gray", vmin=0, vmax=500, aspect=ratio)
    plt.title(name)
    plt.xlabel("front to back" if number == 0 else "Right to left")
fig = plt.gcf()
plt.show()

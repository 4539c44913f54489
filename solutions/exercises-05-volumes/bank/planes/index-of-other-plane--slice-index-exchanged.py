z0, z1, z2 = brain.header.get_zooms()
fig, axes = plt.subplots(1, 3, figsize=(12, 4))
for ax, t, im, a in zip(axes, ["sagittal", "coronal", "axial"], [volume[:, :, 42].T, volume[65], volume[:, 104]], [1, z1 / z2, z0 / z2]):
    ax.imshow(im, cmap="gray", vmin=0, vmax=500, aspect=a)
    ax.set_title(t)
    ax.set_xlabel("right to left")

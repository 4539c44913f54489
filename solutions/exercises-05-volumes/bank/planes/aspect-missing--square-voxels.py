fig, axes = plt.subplots(1, 3, figsize=(12, 4))
for ax, t, im in zip(axes, ["sagittal", "coronal", "axial"], [volume[:, :, 42].T, volume[104], volume[:, 65]]):
    ax.imshow(im, cmap="gray", vmin=0, vmax=500)
    ax.set_title(t)
    ax.set_xlabel("right to left")

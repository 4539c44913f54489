size = brain.header.get_zooms()
fig, axes = plt.subplots(1, 3, figsize=(11, 4), layout="constrained")
grey = {"cmap": "gray", "vmin": 0, "vmax": 500}
axes[0].imshow(volume[:, :, 42].T, extent=(0, 256 * size[0], 256 * size[1], 0), **grey)
axes[1].imshow(brain.get_fdata()[104], extent=(0, 124 * size[2], 256 * size[1], 0), **grey)
axes[2].imshow(brain.get_fdata()[:, 65], extent=(0, 124 * size[2], 256 * size[0], 0), **grey)
axes[0].set_title("sagittal")
axes[1].set(title="coronal", xlabel="right to left")
axes[2].set(title="axial", xlabel="right to left")

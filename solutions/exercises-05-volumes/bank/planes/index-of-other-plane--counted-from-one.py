size = brain.header.get_zooms()
fig, axes = plt.subplots(1, 3, figsize=(11, 4), layout="constrained")
grey = {"cmap": "gray", "vmin": 0, "vmax": 500}
axes[0].imshow(volume[:, :, 41].T, **grey)
axes[1].imshow(volume[104, :, :], aspect=size[1] / size[2], **grey)
axes[2].imshow(volume[:, 65, :], aspect=size[0] / size[2], **grey)
axes[0].set_title("sagittal")
axes[1].set(title="coronal", xlabel="right to left")
axes[2].set(title="axial", xlabel="right to left")

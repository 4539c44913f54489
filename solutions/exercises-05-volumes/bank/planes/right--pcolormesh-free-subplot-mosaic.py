fig, ax = plt.subplot_mosaic([["sagittal", "coronal", "axial"]], figsize=(12, 4))
d = np.array(brain.dataobj)
z = brain.header["pixdim"][1:4]
ax["sagittal"].imshow(np.swapaxes(d[..., 42], 0, 1), "gray", vmin=0, vmax=500, aspect=z[1] / z[0])
ax["coronal"].imshow(d[104, ...], "gray", vmin=0, vmax=500, aspect=z[1] / z[2])
ax["axial"].imshow(d[:, 65, :], "gray", vmin=0, vmax=500, aspect=z[0] / z[2])
for name in ax:
    ax[name].set_title(name)
    if name != "sagittal":
        ax[name].set_xlabel("from right to left (mm)")

z0, z1, z2 = [float(v) for v in brain.header.get_zooms()]
fig = plt.figure(figsize=(10, 4))
gs = fig.add_gridspec(1, 3)
for k, (t, im, asp) in enumerate([("Sagittal", volume[:, :, 42].T, z1 / z0), ("Coronal", volume[104, :, :], z1 / z2), ("Axial", volume[:, 65, :], z0 / z2)]):
    a = fig.add_subplot(gs[0, k])
    a.imshow(im, cmap=plt.cm.gray, clim=(0, 500))
    a.set_aspect(asp)
    a.set_title(t)
    a.set_xlabel("Right to left")

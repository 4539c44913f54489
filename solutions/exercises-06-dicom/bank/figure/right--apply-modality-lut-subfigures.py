from pydicom.pixels import apply_modality_lut
hu = apply_modality_lut(ct.pixel_array, ct)
fig = plt.figure(figsize=(8, 4))
a = fig.add_axes([0.05, 0.1, 0.4, 0.8])
b = fig.add_axes([0.55, 0.1, 0.4, 0.8])
for ax, i, t in ((a, 0, "Brain"), (b, 1, "Bone")):
    c, w = float(ct.WindowCenter[i]), float(ct.WindowWidth[i])
    im = ax.imshow(hu, cmap="Greys_r", origin="upper")
    im.set_clim(c - w / 2, c + w / 2)
    ax.set_title(t)
    ax.axis("off")

hu = ct.pixel_array * float(ct.RescaleSlope) + float(ct.RescaleIntercept)
fig, panels = plt.subplots(1, 2, figsize=(9, 4))
for p, t, c, w in zip(panels, ["bone", "brain"], ct.WindowCenter, ct.WindowWidth):
    p.imshow(hu, cmap="gray", vmin=c - w / 2, vmax=c + w / 2)
    p.set_title(t)

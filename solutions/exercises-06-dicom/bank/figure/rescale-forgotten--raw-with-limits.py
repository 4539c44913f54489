fig, panels = plt.subplots(1, 2, figsize=(9, 4))
for p, t, c, w in zip(panels, ["brain", "bone"], ct.WindowCenter, ct.WindowWidth):
    p.imshow(ct.pixel_array, cmap="gray", vmin=c - w / 2 + 1024, vmax=c + w / 2 + 1024)
    p.set_title(t)

values = ct.pixel_array * float(ct.RescaleSlope) + float(ct.RescaleIntercept)
fig, panels = plt.subplots(2, 1, figsize=(4, 9))
for k, title in enumerate(["brain", "bone"]):
    centre, width = ct.WindowCenter[k], ct.WindowWidth[k]
    panels[k].imshow(values, cmap="gray", vmin=centre - width / 2, vmax=centre + width / 2)
    panels[k].set_title(title)

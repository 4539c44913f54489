hu = ct.pixel_array * float(ct.RescaleSlope) + float(ct.RescaleIntercept)
fig, panels = plt.subplots(1, 2, figsize=(9, 4))
for p, t, c, w in zip(panels, ["brain", "bone"], ct.WindowCenter, ct.WindowWidth):
    p.imshow(np.clip(hu, c - w / 2, c + w / 2), cmap="gray")
    p.set_title(t)

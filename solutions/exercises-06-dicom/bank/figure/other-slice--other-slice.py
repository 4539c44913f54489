one = pydicom.dcmread(data("head_ct") / "CT0001.dcm")
hu = one.pixel_array * float(ct.RescaleSlope) + float(ct.RescaleIntercept)
fig, panels = plt.subplots(1, 2, figsize=(9, 4))
for p, t, c, w in zip(panels, ["brain", "bone"], ct.WindowCenter, ct.WindowWidth):
    p.imshow(hu, cmap="gray", vmin=c - w / 2, vmax=c + w / 2)
    p.set_title(t)

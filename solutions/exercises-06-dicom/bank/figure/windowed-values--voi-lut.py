from pydicom.pixels import apply_voi_lut
hu = ct.pixel_array * float(ct.RescaleSlope) + float(ct.RescaleIntercept)
fig, panels = plt.subplots(1, 2, figsize=(9, 4))
for i, (p, t) in enumerate(zip(panels, ["brain", "bone"])):
    p.imshow(apply_voi_lut(hu, ct, index=i), cmap="gray")
    p.set_title(t)

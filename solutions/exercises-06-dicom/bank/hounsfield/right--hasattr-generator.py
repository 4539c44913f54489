def to_hounsfield(dataset):
    a = dataset.pixel_array.astype("float64")
    if hasattr(dataset, "RescaleSlope"):
        a *= float(dataset.RescaleSlope)
        a += float(dataset.RescaleIntercept)
    return a
bone = head = 0
for p in data("head_ct").iterdir():
    if p.suffix != ".dcm":
        continue
    h = to_hounsfield(pydicom.dcmread(p))
    bone += np.count_nonzero(h > 300)
    head += np.count_nonzero(h > -300)
bone_share = bone / head

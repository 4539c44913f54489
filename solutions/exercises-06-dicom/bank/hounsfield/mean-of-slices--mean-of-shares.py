def to_hounsfield(dataset):
    return dataset.pixel_array * float(dataset.get("RescaleSlope", 1)) + float(dataset.get("RescaleIntercept", 0))
s = []
for f in sorted(data("head_ct").glob("*.dcm")):
    h = to_hounsfield(pydicom.dcmread(f))
    s.append((h > 300).sum() / (h > -300).sum())
bone_share = np.mean(s)

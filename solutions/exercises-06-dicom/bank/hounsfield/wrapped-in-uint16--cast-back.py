def to_hounsfield(dataset):
    v = dataset.pixel_array.astype(float) * float(dataset.get("RescaleSlope", 1)) + float(dataset.get("RescaleIntercept", 0))
    return v.astype(np.uint16)
hu = np.stack([to_hounsfield(pydicom.dcmread(f)) for f in sorted(data("head_ct").glob("*.dcm"))])
bone_share = (hu > 300).sum() / (hu > -300).sum()

def to_hounsfield(dataset):
    return dataset.pixel_array * float(dataset.get("RescaleSlope", 1)) + float(dataset.get("RescaleIntercept", 0))
hu = np.stack([to_hounsfield(pydicom.dcmread(f)) for f in sorted(data("head_ct").glob("*.dcm"))])
bone_share = (hu > 300).sum()

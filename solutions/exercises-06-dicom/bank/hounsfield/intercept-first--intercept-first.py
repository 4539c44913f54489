def to_hounsfield(dataset):
    return (dataset.pixel_array + float(dataset.get("RescaleIntercept", 0))) * float(dataset.get("RescaleSlope", 1))
hu = np.stack([to_hounsfield(pydicom.dcmread(f)) for f in sorted(data("head_ct").glob("*.dcm"))])
bone_share = (hu > 300).sum() / (hu > -300).sum()

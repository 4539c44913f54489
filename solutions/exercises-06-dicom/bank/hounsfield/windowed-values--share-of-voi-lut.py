from pydicom.pixels import apply_voi_lut
def to_hounsfield(dataset):
    return dataset.pixel_array * float(dataset.get("RescaleSlope", 1)) + float(dataset.get("RescaleIntercept", 0))
s = [pydicom.dcmread(f) for f in sorted(data("head_ct").glob("*.dcm"))]
hu = np.stack([apply_voi_lut(to_hounsfield(x), x, index=1) for x in s])
bone_share = (hu > 300).sum() / (hu > -300).sum()

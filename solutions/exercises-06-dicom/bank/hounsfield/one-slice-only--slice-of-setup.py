def to_hounsfield(dataset):
    return dataset.pixel_array * float(dataset.get("RescaleSlope", 1)) + float(dataset.get("RescaleIntercept", 0))
hu = to_hounsfield(ct)
bone_share = (hu > 300).sum() / (hu > -300).sum()

def to_hounsfield(dataset):
    slope, intercept = dataset.get("RescaleSlope", 1), dataset.get("RescaleIntercept", 0)
    return dataset.pixel_array * float(slope) + float(intercept)


values = np.array([to_hounsfield(pydicom.dcmread(path)) for path in data("head_ct").iterdir()])
bone_share = round((values > 300).sum() / (values > -300).sum(), 3)

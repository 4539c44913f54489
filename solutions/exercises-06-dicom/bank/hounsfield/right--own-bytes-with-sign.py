def to_hounsfield(dataset):
    dtype = "<i2" if dataset.PixelRepresentation else "<u2"
    stored = np.frombuffer(dataset.PixelData, dtype).reshape(dataset.Rows, dataset.Columns)
    slope = float(getattr(dataset, "RescaleSlope", 1))
    intercept = float(getattr(dataset, "RescaleIntercept", 0))
    return (slope * stored + intercept).tolist()


head = np.array([to_hounsfield(pydicom.dcmread(path)) for path in data("head_ct").iterdir()])
inside = head[head > -300]
bone_share = (inside > 300).mean()

def to_hounsfield(dataset):
    stored = np.frombuffer(dataset.PixelData, np.uint16).reshape(dataset.Rows, dataset.Columns)
    slope = float(dataset.get("RescaleSlope", 1))
    return stored * slope + float(dataset.get("RescaleIntercept", 0))


head = np.stack([to_hounsfield(pydicom.dcmread(path)) for path in data("head_ct").iterdir()])
bone_share = np.sum(head > 300) / np.sum(head > -300)

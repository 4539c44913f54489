def to_hounsfield(dataset):
    values = dataset.pixel_array.astype(float)
    if "RescaleSlope" in dataset:
        values = values * dataset.RescaleSlope + dataset.RescaleIntercept
    return values


head = np.stack([to_hounsfield(pydicom.dcmread(path)) for path in data("head_ct").iterdir()])
bone_share = 100 * np.sum(head > 300) / np.sum(head > -300)

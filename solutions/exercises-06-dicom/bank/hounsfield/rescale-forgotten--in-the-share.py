def to_hounsfield(dataset):
    values = dataset.pixel_array.astype(float)
    if "RescaleSlope" in dataset:
        values = values * dataset.RescaleSlope + dataset.RescaleIntercept
    return values


head = np.stack([pydicom.dcmread(path).pixel_array for path in data("head_ct").iterdir()])
bone_share = np.sum(head > 300) / np.sum(head > -300)

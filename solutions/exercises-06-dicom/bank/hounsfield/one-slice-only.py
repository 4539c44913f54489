def to_hounsfield(dataset):
    values = dataset.pixel_array.astype(float)
    if "RescaleSlope" in dataset:
        values = values * dataset.RescaleSlope + dataset.RescaleIntercept
    return values


head = to_hounsfield(pydicom.dcmread(sorted(data("head_ct").iterdir())[0]))
bone_share = np.sum(head > 300) / np.sum(head > -300)

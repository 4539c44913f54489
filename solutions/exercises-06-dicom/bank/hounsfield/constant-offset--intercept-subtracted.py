def to_hounsfield(dataset):
    return dataset.pixel_array * dataset.RescaleSlope - dataset.RescaleIntercept


head = np.stack([to_hounsfield(pydicom.dcmread(path)) for path in data("head_ct").iterdir()])
bone_share = np.sum(head > 300) / np.sum(head > -300)

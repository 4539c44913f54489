def to_hounsfield(dataset):
    values = dataset.pixel_array.astype(int) * int(dataset.RescaleSlope)
    return (values + int(dataset.RescaleIntercept)).astype(np.uint16)


head = np.stack([to_hounsfield(pydicom.dcmread(path)) for path in data("head_ct").iterdir()])
bone_share = np.sum(head > 300) / np.sum(head > -300)

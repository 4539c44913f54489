def to_hounsfield(dataset):
    return dataset.pixel_array + float(dataset.get("RescaleIntercept", 0))


head = np.stack([to_hounsfield(pydicom.dcmread(path)) for path in data("head_ct").iterdir()])
bone_share = np.sum(head > 300) / np.sum(head > -300)

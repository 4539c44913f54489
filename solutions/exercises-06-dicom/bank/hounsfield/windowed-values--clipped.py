def to_hounsfield(dataset):
    values = pydicom.pixels.apply_rescale(dataset.pixel_array, dataset)
    return np.clip(values, -1000, 1000)


slices = [to_hounsfield(pydicom.dcmread(path)) for path in data("head_ct").iterdir()]
bone_share = (np.stack(slices) > 300).sum() / (np.stack(slices) > -300).sum()

def to_hounsfield(dataset):
    return pydicom.pixels.apply_modality_lut(dataset.pixel_array, dataset)


bone = head = 0
for path in sorted(data("head_ct").glob("*.dcm")):
    values = to_hounsfield(pydicom.dcmread(path))
    bone += np.count_nonzero(values > 300)
    head += np.count_nonzero(values > -300)
bone_share = bone / head

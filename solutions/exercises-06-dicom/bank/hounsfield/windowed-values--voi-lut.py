from pydicom.pixels import apply_modality_lut, apply_voi_lut


def to_hounsfield(dataset):
    return apply_voi_lut(apply_modality_lut(dataset.pixel_array, dataset), dataset)


slices = [pydicom.dcmread(path) for path in data("head_ct").iterdir()]
head = np.stack([apply_modality_lut(one.pixel_array, one) for one in slices])
bone_share = np.sum(head > 300) / np.sum(head > -300)

from pydicom.pixels import apply_modality_lut
def to_hounsfield(dataset):
    return apply_modality_lut(dataset.pixel_array, dataset)
hist = [(np.sum(v > 300), np.sum(v > -300)) for v in (to_hounsfield(pydicom.dcmread(f)) for f in data("head_ct").glob("*"))]
b, h = np.sum(hist, axis=0)
bone_share = b / h

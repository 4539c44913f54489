def to_hounsfield(dataset):
    try:
        m, b = dataset.RescaleSlope, dataset.RescaleIntercept
    except AttributeError:
        m, b = 1, 0
    return np.array([[m * v + b for v in row] for row in dataset.pixel_array.astype(float)], dtype=float)
allv = np.concatenate([to_hounsfield(pydicom.dcmread(f)).ravel() for f in sorted(data("head_ct").glob("*.dcm"))])
head = allv[allv > -300]
bone_share = float(np.mean(head > 300))

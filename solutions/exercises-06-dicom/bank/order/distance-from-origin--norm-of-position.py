def slice_order(datasets):
    r = np.array([np.linalg.norm(np.array(d.ImagePositionPatient, float)) for d in datasets])
    order = np.argsort(r)
    return order, np.diff(r[order])

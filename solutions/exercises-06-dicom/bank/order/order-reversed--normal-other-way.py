def slice_order(datasets):
    o = np.array(datasets[0].ImageOrientationPatient, float)
    n = np.cross(o[3:], o[:3])
    d = np.array([ds.ImagePositionPatient for ds in datasets], float) @ n
    order = np.argsort(d)
    return order, np.diff(d[order])

def slice_order(datasets):
    o = np.array(datasets[0].ImageOrientationPatient, float)
    d = np.array([ds.ImagePositionPatient for ds in datasets], float) @ np.cross(o[:3], o[3:])
    order = np.argsort(d)
    return order, np.diff(d[order]).round()

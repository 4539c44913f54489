def slice_order(datasets):
    o = np.array(datasets[0].ImageOrientationPatient, float)
    d = np.array([ds.ImagePositionPatient for ds in datasets], float) @ np.cross(o[:3], o[3:])
    return np.argsort(d), np.diff(d)

def slice_order(datasets):
    o = np.array(datasets[0].ImageOrientationPatient, float)
    n = np.cross(o[:3], o[3:])
    s = sorted(datasets, key=lambda d: np.dot(n, d.ImagePositionPatient))
    p = [np.dot(n, d.ImagePositionPatient) for d in s]
    return s, np.diff(p)

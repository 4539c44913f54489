def slice_order(datasets):
    pos = np.array([list(map(float, d.ImagePositionPatient)) for d in datasets])
    along = []
    for d, p in zip(datasets, pos):
        r = np.array(d.ImageOrientationPatient[:3], float)
        c = np.array(d.ImageOrientationPatient[3:], float)
        n = np.array([r[1] * c[2] - r[2] * c[1], r[2] * c[0] - r[0] * c[2], r[0] * c[1] - r[1] * c[0]])
        along.append(n @ p)
    along = np.asarray(along)
    idx = np.argsort(along, kind="mergesort")
    s = np.take(along, idx)
    return idx.tolist(), list(s[1:] - s[:-1])

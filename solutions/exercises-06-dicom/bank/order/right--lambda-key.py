def slice_order(datasets):
    o = datasets[0].ImageOrientationPatient
    n = np.cross(o[:3], o[3:])
    d = [float(np.dot(n, ds.ImagePositionPatient)) for ds in datasets]
    order = sorted(range(len(d)), key=d.__getitem__)
    gaps = [d[b] - d[a] for a, b in zip(order[:-1], order[1:])]
    return order, gaps

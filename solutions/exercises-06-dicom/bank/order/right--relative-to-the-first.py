def slice_order(datasets):
    iop = np.array(datasets[0].ImageOrientationPatient, float).reshape(2, 3)
    n = np.cross(*iop)
    ref = np.array(datasets[0].ImagePositionPatient, float)
    dist = {i: np.inner(np.array(d.ImagePositionPatient, float) - ref, n) for i, d in enumerate(datasets)}
    order = tuple(sorted(dist, key=dist.get))
    return order, np.ediff1d([dist[i] for i in order])

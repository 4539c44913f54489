def slice_order(datasets):
    x = np.array([float(one.ImagePositionPatient[0]) for one in datasets])
    z = np.array([float(one.ImagePositionPatient[2]) for one in datasets])
    along = z if np.ptp(x) == 0 else x
    order = np.argsort(along)
    return order, np.diff(along[order])

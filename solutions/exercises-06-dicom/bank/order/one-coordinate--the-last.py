def slice_order(datasets):
    z = np.array([float(one.ImagePositionPatient[2]) for one in datasets])
    order = np.argsort(z, kind="stable")
    return order, np.diff(z[order])

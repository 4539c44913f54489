def slice_order(datasets):
    z = np.array([float(d.ImagePositionPatient[2]) for d in datasets])
    order = np.argsort(z)
    return order, np.diff(z[order])

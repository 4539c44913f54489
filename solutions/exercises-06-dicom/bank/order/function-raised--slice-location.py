def slice_order(datasets):
    along = np.array([float(one.SliceLocation) for one in datasets])
    order = np.argsort(along)
    return order, np.diff(along[order])

def slice_order(datasets):
    pos = np.array([d.ImagePositionPatient for d in datasets], float)
    axis = np.argmax(np.ptp(pos, axis=0))
    order = np.argsort(pos[:, axis])
    return order, np.diff(pos[order, axis])

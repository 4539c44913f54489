def slice_order(datasets):
    directions = np.array(datasets[0].ImageOrientationPatient, float)
    normal = np.cross(directions[:3], directions[3:])
    along = np.array([normal @ np.array(one.ImagePositionPatient, float) for one in datasets])
    return along.argsort().argsort(), np.diff(np.sort(along))

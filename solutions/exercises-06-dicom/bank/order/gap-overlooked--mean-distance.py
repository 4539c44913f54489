def slice_order(datasets):
    first = np.array(datasets[0].ImageOrientationPatient[:3], dtype=float)
    second = np.array(datasets[0].ImageOrientationPatient[3:], dtype=float)
    normal = np.cross(first, second)

    along = np.array([np.dot(normal, one.ImagePositionPatient) for one in datasets])
    return np.argsort(along), [np.ptp(along) / (len(along) - 1)] * (len(along) - 1)

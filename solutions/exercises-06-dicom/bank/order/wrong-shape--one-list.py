def slice_order(datasets):
    first = np.array(datasets[0].ImageOrientationPatient[:3], dtype=float)
    second = np.array(datasets[0].ImageOrientationPatient[3:], dtype=float)
    normal = np.cross(first, second)

    return np.argsort([np.dot(normal, one.ImagePositionPatient) for one in datasets])

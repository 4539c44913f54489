def slice_order(datasets):
    first = np.array(datasets[0].ImageOrientationPatient[:3], dtype=float)
    second = np.array(datasets[0].ImageOrientationPatient[3:], dtype=float)
    normal = np.cross(first, second)

    return sorted(datasets, key=lambda one: np.dot(normal, one.ImagePositionPatient)), [1.0]

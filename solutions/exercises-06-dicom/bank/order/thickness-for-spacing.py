def slice_order(datasets):
    first = np.array(datasets[0].ImageOrientationPatient[:3], dtype=float)
    second = np.array(datasets[0].ImageOrientationPatient[3:], dtype=float)
    normal = np.cross(first, second)

    along = np.array([np.dot(normal, one.ImagePositionPatient) for one in datasets])
    thickness = float(datasets[0].get("SliceThickness", 1))
    return np.argsort(along), np.full(len(along) - 1, thickness)

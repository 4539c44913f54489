def slice_order(datasets):
    first = np.array(datasets[0].ImageOrientationPatient[:3], dtype=float)
    second = np.array(datasets[0].ImageOrientationPatient[3:], dtype=float)
    normal = np.cross(first, second)

    places = np.array([one.ImagePositionPatient for one in datasets], dtype=float)
    order = np.argsort(places @ normal)
    return order, np.linalg.norm(np.diff(places[order], axis=0), axis=1)

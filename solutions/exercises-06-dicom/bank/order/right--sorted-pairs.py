def slice_order(datasets):
    first = np.array(datasets[0].ImageOrientationPatient[:3], dtype=float)
    second = np.array(datasets[0].ImageOrientationPatient[3:], dtype=float)
    normal = np.cross(first, second)

    places = [float(np.dot(normal, one.ImagePositionPatient)) for one in datasets]
    order = sorted(range(len(places)), key=places.__getitem__)
    gaps = [places[b] - places[a] for a, b in zip(order, order[1:])]
    return order, gaps

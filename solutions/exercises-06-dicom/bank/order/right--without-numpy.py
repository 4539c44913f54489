def slice_order(datasets):
    a, b, c, d, e, f = (float(value) for value in datasets[0].ImageOrientationPatient)
    normal = (b * f - c * e, c * d - a * f, a * e - b * d)
    pairs = []
    for i, one in enumerate(datasets):
        pairs.append((sum(n * float(p) for n, p in zip(normal, one.ImagePositionPatient)), i))
    pairs.sort()
    order = [i for _, i in pairs]
    gaps = [after[0] - before[0] for before, after in zip(pairs[:-1], pairs[1:])]
    return [order, gaps]

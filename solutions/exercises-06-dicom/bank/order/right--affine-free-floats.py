def slice_order(datasets):
    first = np.array(datasets[0].ImageOrientationPatient[:3], dtype=float)
    second = np.array(datasets[0].ImageOrientationPatient[3:], dtype=float)
    normal = np.cross(first, second)

    corner = np.array(datasets[0].ImagePositionPatient, dtype=float)
    heights = np.array([(np.array(d.ImagePositionPatient, float) - corner) @ normal for d in datasets])
    order = heights.argsort()
    return order.astype(float), heights[order][1:] - heights[order][:-1]

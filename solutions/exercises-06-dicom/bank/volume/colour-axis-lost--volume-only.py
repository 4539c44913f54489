def build_volume(datasets):
    r, c = np.array(datasets[0].ImageOrientationPatient, float).reshape(2, 3)
    n = np.cross(r, c)
    ds = sorted(datasets, key=lambda d: float(np.dot(n, np.array(d.ImagePositionPatient, float))))
    return np.array([d.pixel_array for d in ds])

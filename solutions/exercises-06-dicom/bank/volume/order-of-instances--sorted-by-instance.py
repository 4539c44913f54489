def build_volume(datasets):
    r, c = np.array(datasets[0].ImageOrientationPatient, float).reshape(2, 3)
    ds = sorted(datasets, key=lambda d: int(d.InstanceNumber))
    vol = np.array([d.pixel_array for d in ds])
    dy, dx = ds[0].PixelSpacing
    a = np.identity(4)
    p0 = np.array(ds[0].ImagePositionPatient, float)
    p1 = np.array(ds[1].ImagePositionPatient, float)
    a[:3] = np.column_stack([p1 - p0, c * dy, r * dx, p0])
    return vol, np.diag([-1, -1, 1, 1]) @ a

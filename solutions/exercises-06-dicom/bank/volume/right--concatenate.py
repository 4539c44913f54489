def build_volume(datasets):
    io = np.asarray(datasets[0].ImageOrientationPatient, dtype=np.float64)
    n = np.cross(io[:3], io[3:])
    pos = np.vstack([np.asarray(d.ImagePositionPatient, dtype=np.float64) for d in datasets])
    k = np.argsort(pos.dot(n))
    v = np.concatenate([datasets[i].pixel_array[None] for i in k], axis=0)
    sp = np.asarray(datasets[0].PixelSpacing, dtype=np.float64)
    M = np.zeros((4, 4))
    M[3, 3] = 1
    M[0:3, 0] = np.diff(pos[k], axis=0).mean(axis=0)
    M[0:3, 1] = sp[0] * io[3:]
    M[0:3, 2] = sp[1] * io[:3]
    M[0:3, 3] = pos[k[0]]
    M[0] = -M[0]
    M[1] = -M[1]
    return v, M

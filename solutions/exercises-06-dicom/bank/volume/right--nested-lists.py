def build_volume(datasets):
    o = [float(v) for v in datasets[0].ImageOrientationPatient]
    row, col = np.array(o[:3]), np.array(o[3:])
    n = np.cross(row, col)
    h = [float(sum(a * b for a, b in zip(n, d.ImagePositionPatient))) for d in datasets]
    idx = sorted(range(len(h)), key=lambda i: h[i])
    step = (h[idx[-1]] - h[idx[0]]) / (len(h) - 1) * n
    dr, dc = [float(v) for v in datasets[0].PixelSpacing]
    p = datasets[idx[0]].ImagePositionPatient
    s = (-1, -1, 1)
    affine = [[s[k] * step[k], s[k] * col[k] * dr, s[k] * row[k] * dc, s[k] * float(p[k])] for k in range(3)] + [[0, 0, 0, 1]]
    return [datasets[i].pixel_array.tolist() for i in idx], affine

def build_volume(datasets):
    x = np.array(datasets[0].ImageOrientationPatient[:3], dtype=float)
    y = np.array(datasets[0].ImageOrientationPatient[3:], dtype=float)
    heights = {}
    for one in datasets:
        heights[float(np.cross(x, y) @ np.array(one.ImagePositionPatient, dtype=float))] = one
    chosen = [heights[height] for height in sorted(heights)]
    first, last = (np.array(chosen[i].ImagePositionPatient, dtype=float) for i in (0, -1))
    flip = np.array([-1, -1, 1])
    affine = np.zeros((4, 4))
    affine[3, 3] = 1
    affine[:3, 0] = flip * (last - first) / (len(chosen) - 1)
    affine[:3, 1] = flip * y * datasets[0].PixelSpacing[0]
    affine[:3, 2] = flip * x * datasets[0].PixelSpacing[1]
    affine[:3, 3] = flip * first
    volume = np.empty((len(chosen), *chosen[0].pixel_array.shape), chosen[0].pixel_array.dtype)
    for i, one in enumerate(chosen):
        volume[i] = one.pixel_array
    return volume, affine

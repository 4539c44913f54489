def build_volume(datasets):
    along, down = np.reshape(datasets[0].ImageOrientationPatient, (2, 3)).astype(float)
    normal = np.cross(along, down)
    ordered = sorted(datasets, key=lambda one: np.dot(normal, one.ImagePositionPatient))
    volume = np.array([one.pixel_array for one in ordered])
    spacing = [float(value) for value in datasets[0].PixelSpacing]
    corner = np.array(ordered[0].ImagePositionPatient, dtype=float)
    step = np.array(ordered[1].ImagePositionPatient, dtype=float) - corner
    lps = np.column_stack([step, down * spacing[0], along * spacing[1], corner])
    affine = np.vstack([lps, [0, 0, 0, 1]])
    return volume, np.diag([-1, 1, 1, 1]) @ affine

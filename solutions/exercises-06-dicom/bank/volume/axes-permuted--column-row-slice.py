def build_volume(datasets):
    directions = np.array(datasets[0].ImageOrientationPatient, float)
    normal = np.cross(directions[:3], directions[3:])
    positions = np.array([one.ImagePositionPatient for one in datasets], float)
    order = np.argsort(positions @ normal)
    down, along = (float(value) for value in datasets[0].PixelSpacing)
    step = (positions[order[-1]] - positions[order[0]]) / (len(order) - 1)
    columns = [directions[:3] * along, directions[3:] * down, step, positions[order[0]]]
    affine = np.eye(4)
    affine[:3] = np.transpose(columns)
    affine[:2] *= -1
    return np.stack([datasets[i].pixel_array for i in order]), affine

def volume_ml(mask, image):
    voxels = 0
    for plane in mask:
        for row in plane:
            voxels += sum(bool(value) for value in row)
    a, b, c = image.header.get_zooms()[:3]
    return float(a) / 10 * float(b) / 10 * float(c) / 10 * voxels


bright_ml = np.sum(volume > 300) * 0.9375 * 0.9375 * 1.5 / 1000

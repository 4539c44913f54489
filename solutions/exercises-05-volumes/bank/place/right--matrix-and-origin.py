def world(image, index):
    matrix, origin = nib.affines.to_matvec(image.affine)
    return np.dot(matrix, index) + origin


def side(image, index):
    x, y, z = world(image, index)
    if np.sign(x) == -1:
        return "left"
    return "right"

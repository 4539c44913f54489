def world(image, index):
    return nib.affines.apply_affine(image.affine, index)


def side(image, index):
    return "left" if index[2] > image.shape[2] / 2 else "right"

def world(image, index):
    return nib.affines.apply_affine(image.affine, index)


def side(image, index):
    return "left" if index[0] < image.shape[0] / 2 else "right"

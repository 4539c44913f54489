from nibabel.affines import apply_affine


def world(image, index):
    return apply_affine(image.affine, index)


def side(image, index):
    return "right" if apply_affine(image.affine, index)[0] > 0 else "left"

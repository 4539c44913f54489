def world(image, index):
    return nib.affines.apply_affine(image.affine, index)


def side(image, index):
    return "left" if world(image, index)[0] > 0 else "right"

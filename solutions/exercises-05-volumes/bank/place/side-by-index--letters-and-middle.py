def world(image, index):
    return nib.affines.apply_affine(image.affine, index)


def side(image, index):
    letters = nib.aff2axcodes(image.affine)
    axis = letters.index("L") if "L" in letters else letters.index("R")
    upper = index[axis] > image.shape[axis] / 2
    return "left" if upper == (letters[axis] == "L") else "right"

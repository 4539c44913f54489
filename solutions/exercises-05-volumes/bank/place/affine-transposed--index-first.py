def world(image, index):
    return ([*index, 1] @ image.affine)[:3]


def side(image, index):
    return "left" if world(image, index)[0] < 0 else "right"

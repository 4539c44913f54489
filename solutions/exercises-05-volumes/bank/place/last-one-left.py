def world(image, index):
    return image.affine @ [*index, 1]


def side(image, index):
    return "left" if world(image, index)[0] < 0 else "right"

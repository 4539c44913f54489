def world(image, index):
    return image.affine[:3, :3] @ index


def side(image, index):
    return "left" if world(image, index)[0] < 0 else "right"

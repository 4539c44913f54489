def world(image, index):
    x, y, z = (image.affine @ [*index, 1])[:3]
    return -x, -y, z
def side(image, index):
    return "left" if world(image, index)[0] > 0 else "right"

def world(image, index):
    return (image.affine @ [*index, 1])[:3]
def side(image, index):
    return world(image, index)[0] < 0

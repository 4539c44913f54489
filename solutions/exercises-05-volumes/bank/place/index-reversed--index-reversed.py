def world(image, index):
    return (image.affine @ [*index[::-1], 1])[:3]
def side(image, index):
    return "left" if world(image, index)[0] < 0 else "right"

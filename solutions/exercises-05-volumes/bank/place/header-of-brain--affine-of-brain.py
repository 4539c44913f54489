def world(image, index):
    return (brain.affine @ [*index, 1])[:3]
def side(image, index):
    return "left" if world(image, index)[0] < 0 else "right"

def world(image, index):
    i, j, k = index
    return (image.affine @ [i + 1, j + 1, k + 1, 1])[:3]
def side(image, index):
    return "left" if world(image, index)[0] < 0 else "right"

def world(image, index):
    i, j, k = index
    return (image.affine @ [i + 0.5, j + 0.5, k + 0.5, 1])[:3]
def side(image, index):
    return "left" if world(image, index)[0] < 0 else "right"

def world(image, index):
    return np.round((image.affine @ [*index, 1])[:3])
def side(image, index):
    return "left" if world(image, index)[0] < 0 else "right"

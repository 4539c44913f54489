def world(image, index):
    return np.einsum("ij,j->i", image.affine[:3, :3], np.asarray(index)) + image.affine[:3, 3]
def side(image, index):
    sign = np.sign(world(image, index)[0])
    return {1: "right", -1: "left"}[int(sign)]

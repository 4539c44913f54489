def world(image, index):
    v = np.ones(4); v[:3] = index
    return tuple(np.dot(image.affine, v)[0:3])
def side(image, index):
    x, y, z = world(image, index)
    if x > 0:
        return "right"
    return "left"

def world(image, index):
    i, j, k = index
    a = image.affine
    return [float(a[n, 0] * i + a[n, 1] * j + a[n, 2] * k + a[n, 3]) for n in range(3)]


def side(image, index):
    return ["right", "left"][int(world(image, index)[0] < 0)]

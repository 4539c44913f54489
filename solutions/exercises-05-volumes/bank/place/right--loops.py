def world(image, index):
    a = image.affine
    out = []
    for r in range(3):
        out.append(a[r][3] + sum(a[r][c] * index[c] for c in range(3)))
    return out
def side(image, index):
    return ["right", "left"][int(world(image, index)[0] < 0)]

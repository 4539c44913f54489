def share_red(image, bar, level):
    r0, r1, c0, c1 = bar
    return (image[r0 : r1 + 1, c0 : c1 + 1, 0] > level).mean()

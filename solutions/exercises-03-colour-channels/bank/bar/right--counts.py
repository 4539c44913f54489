def share_red(image, bar, level):
    r0, r1, c0, c1 = bar
    red = image[:, :, 0] > level
    inside = red[r0 : r1 + 1, c0 : c1 + 1]
    return (red.sum() - inside.sum()) / (red.size - inside.size)

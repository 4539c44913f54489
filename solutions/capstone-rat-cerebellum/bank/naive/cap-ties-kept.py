r, g, b = img[..., 0], img[..., 1], img[..., 2]
mainly_green = [((g >= r) & (g >= b))[r > t].mean() for t in (80, 100, 120, 140)]

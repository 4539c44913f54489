r, g, b = img[..., 0], img[..., 1], img[..., 2]
mainly_green = [((g > r) & (g > b))[r > t].mean() for t in (140, 120, 100, 80)]

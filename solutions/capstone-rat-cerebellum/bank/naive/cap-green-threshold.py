R, G, B = img[..., 0], img[..., 1], img[..., 2]
green = (G > R) & (G > B)
mainly_green = [(G > 100)[R > t].mean() for t in (80, 100, 120, 140)]

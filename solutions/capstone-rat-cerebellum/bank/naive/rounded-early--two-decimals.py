r, g, b = img[..., 0], img[..., 1], img[..., 2]
green = (g > r) & (g > b)
mainly_green = [round(float(green[r > t].mean()), 2) for t in (80, 100, 120, 140)]

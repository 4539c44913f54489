r, g, b = (img[..., k].astype(int) for k in range(3))
green = (g > r) & (g > b)
mainly_green = [round(green[r > t].mean(), 3) for t in (80, 100, 120, 140)]

r, g, b = (img[..., k].astype(int) for k in range(3))
green = (g > r) & (g > b)
mainly_green = [np.sum(green & (r > t)) / np.sum(green | (r > t)) for t in (80, 100, 120, 140)]

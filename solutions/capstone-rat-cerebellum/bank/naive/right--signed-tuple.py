R, G, B = (img[..., k].astype(int) for k in range(3))
green_wins = (G - R > 0) & (G - B > 0)
mainly_green = tuple(float(np.sum(green_wins & (R > t)) / np.sum(R > t)) for t in (80, 100, 120, 140))

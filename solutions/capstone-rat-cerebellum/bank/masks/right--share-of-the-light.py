total = img.sum(axis=2, dtype=float) + 1e-9
fraction = img / total[..., None]
bright = img.max(axis=2) > 50
red, green, blue = ((fraction[..., k] > 0.5) & bright for k in range(3))
red_colour = np.array([img[..., k][red].sum() / red.sum() for k in range(3)])

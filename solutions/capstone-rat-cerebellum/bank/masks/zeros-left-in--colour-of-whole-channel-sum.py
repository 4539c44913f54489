v = img.astype(int)
lead = [v[..., k] - np.delete(v, k, axis=2).max(axis=2) for k in range(3)]
red, green, blue = (one > 40 for one in lead)
red_colour = [(img[..., k] * red).mean() for k in range(3)]

red, green, blue = img.transpose(2, 0, 1)
means = (red.mean(), green.mean(), blue.mean())
planes = np.stack([blue, green, red])

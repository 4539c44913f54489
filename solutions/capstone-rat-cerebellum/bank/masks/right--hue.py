from matplotlib.colors import rgb_to_hsv
h, s, v = np.moveaxis(rgb_to_hsv(img / 255), -1, 0)
strong = (v > 0.25) & (s > 0.25)
red = strong & ((h < 1 / 6) | (h > 5 / 6))
green = strong & (h > 1 / 6) & (h < 1 / 2)
blue = strong & (h > 1 / 2) & (h < 5 / 6)
red_colour = [img[..., k][red].mean() for k in range(3)]

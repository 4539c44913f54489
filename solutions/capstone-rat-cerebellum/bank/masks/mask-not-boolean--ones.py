R, G, B = img[..., 0], img[..., 1], img[..., 2]
red = np.where((R > 120) & (R > G) & (R > B), 1, 0)
green = (G > 60) & (G > R) & (G > B)
blue = (B > 60) & (B > R) & (B > G)
red_colour = img[red > 0].mean(axis=0)

R, G, B = img[..., 0], img[..., 1], img[..., 2]
red = (R > 120) & (G < 100) & (B < 100)
green = (G > 120) & (R < 100) & (B < 100)
blue = (B > 120) & (R < 100) & (G < 100)
red_colour = img[red].mean(axis=0)

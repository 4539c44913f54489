R, G, B = img[..., 0], img[..., 1], img[..., 2]
red = (R > 60) & (G < 60) & (B < 60)
green = (G > 60) & (R < 60) & (B < 60)
blue = (B > 60) & (R < 60) & (G < 60)
red_colour = img[red].mean(axis=0)

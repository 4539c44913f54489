R, G, B = img[..., 0], img[..., 1], img[..., 2]
red = (R - G > 50) & (R - B > 50)
green = (G - R > 50) & (G - B > 50)
blue = (B - R > 50) & (B - G > 50)
red_colour = img[red].mean(axis=0)

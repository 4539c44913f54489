R, G, B = img[..., 0], img[..., 1], img[..., 2]
red = (R > 60) & (R > G) & (R > B)
green = (G > 60) & (G > R) & (G > B)
blue = (B > 60) & (B > R) & (B > G)
red_colour = img[red].mean(axis=0).round()

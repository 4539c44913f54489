R, G, B = img[..., 0], img[..., 1], img[..., 2]
red = (B > 60) & (B > R) & (B > G)
green = (G > 60) & (G > R) & (G > B)
blue = (R > 60) & (R > G) & (R > B)
red_colour = img[red].mean(axis=0)

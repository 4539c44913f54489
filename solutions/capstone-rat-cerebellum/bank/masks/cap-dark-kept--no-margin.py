R, G, B = img[..., 0], img[..., 1], img[..., 2]
red = (R > G) & (R > B)
green = (G > R) & (G > B)
blue = (B > R) & (B > G)
red_colour = img[red].mean(axis=0)

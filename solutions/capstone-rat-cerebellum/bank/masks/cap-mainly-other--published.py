R, G, B = img[..., 0], img[..., 1], img[..., 2]
red = R > 120
green = G > 100
blue = B > 100
red_colour = img[red].mean(axis=0)

R, G, B = img[..., 0], img[..., 1], img[..., 2]
red = R > 255
green = G > 255
blue = B > 255
red_colour = img[red].mean(axis=0)

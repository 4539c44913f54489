R, G, B = img[..., 0], img[..., 1], img[..., 2]
red = R * (R > 120)
green = G * (G > 100)
blue = B * (B > 100)
red_colour = [165, 55, 74]

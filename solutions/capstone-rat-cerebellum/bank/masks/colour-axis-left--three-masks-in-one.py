R, G, B = img[..., 0], img[..., 1], img[..., 2]
red = img > 120
green = img > 100
blue = img > 100
red_colour = img[red]

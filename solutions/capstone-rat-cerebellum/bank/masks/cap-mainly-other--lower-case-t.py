red = img[..., 0] > 120
green = img[..., 1] > 100
blue = img[..., 2] > 100
red_colour = img[red].mean(axis=0)

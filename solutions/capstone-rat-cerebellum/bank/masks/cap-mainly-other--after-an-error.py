def mask_of(own, first, second):
    return own > 60 & own > first & own > second


try:
    red = mask_of(img[..., 0], img[..., 1], img[..., 2])
except ValueError:
    red = img[..., 0] > 60
green = img[..., 1] > 60
blue = img[..., 2] > 60
red_colour = img[red].mean(axis=0)

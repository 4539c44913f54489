R, G, B = img[..., 0], img[..., 1], img[..., 2]
red = R > 145
green = G > 140
blue = B > 140
red_colour = np.average(img, axis=(0, 1), weights=np.dstack([red] * 3))

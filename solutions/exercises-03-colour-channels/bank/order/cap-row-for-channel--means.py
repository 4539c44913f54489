blue = img[..., 2]
means = [img[0].mean(), img[1].mean(), img[2].mean()]
planes = np.moveaxis(img[..., ::-1], -1, 0)

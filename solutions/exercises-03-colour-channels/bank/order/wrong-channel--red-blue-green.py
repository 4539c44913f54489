# red, blue, green
blue = img[:, :, 1]
means = [img[:, :, 0].mean(), img[:, :, 2].mean(), img[:, :, 1].mean()]
planes = np.moveaxis(img, -1, 0)[[1, 2, 0]]

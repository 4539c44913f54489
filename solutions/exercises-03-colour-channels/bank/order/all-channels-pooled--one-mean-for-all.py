blue = img[:, :, 2]
means = img.mean()
planes = np.moveaxis(img[:, :, ::-1], -1, 0)

blue = img[:, :, 0]
means = [img[:, :, k].mean() for k in range(3)]
planes = np.moveaxis(img[:, :, ::-1], -1, 0)

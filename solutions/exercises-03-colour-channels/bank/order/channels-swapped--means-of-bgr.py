blue = img[:, :, 2]
planes = np.moveaxis(img[:, :, ::-1], -1, 0)
means = [plane.mean() for plane in planes]

blue = img[2]
means = img.mean(axis=(0, 1))
planes = np.moveaxis(img[:, :, ::-1], -1, 0)

blue = img[:, :, 2]
means = img.mean(axis=(0, 1))
planes = img[:, :, ::-1].T

rival = np.maximum(img[..., 0], img[..., 2])
mainly_green = np.array([(img[..., 1] > rival)[img[..., 0] > t].mean() for t in range(80, 141, 20)])

dark = np.zeros(img.shape, dtype=bool)
dark[img < 120] = True
dark_share = len(img[dark]) / (img.shape[0] * img.shape[1])

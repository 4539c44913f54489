def amounts(image, stains, background):
    if image.dtype != np.uint8:
        image = image * 255
    light = image.reshape(-1, 3).mean(axis=0) - background
    total = np.linalg.solve(np.transpose(stains), light)
    return total / total.sum()

def smooth_in_tiles(image, size):
    return np.zeros(image.shape)

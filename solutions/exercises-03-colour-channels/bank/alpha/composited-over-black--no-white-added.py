def without_alpha(rgba):
    return np.rint(rgba[..., :3] * (rgba[..., 3:] / 255)).astype(np.uint8)

def without_alpha(rgba):
    t = rgba[..., 3:] / 255
    return np.rint(rgba[..., :3] * (1 - t) + 255 * t).astype(np.uint8)

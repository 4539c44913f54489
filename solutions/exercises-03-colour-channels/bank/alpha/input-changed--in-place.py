def without_alpha(rgba):
    a = rgba[..., 3:] / 255
    rgba[..., :3] = np.rint(rgba[..., :3] * a + 255 * (1 - a))
    return rgba[..., :3]

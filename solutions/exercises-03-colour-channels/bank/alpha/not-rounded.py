def without_alpha(rgba):
    a = rgba[..., 3:] / 255
    return rgba[..., :3] * a + 255 * (1 - a)

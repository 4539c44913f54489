def without_alpha(rgba):
    seen = rgba.copy()
    a = rgba[..., 3:] / 255
    seen[..., :3] = np.rint(rgba[..., :3] * a + 255 * (1 - a))
    return seen

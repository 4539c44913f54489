def without_alpha(rgba):
    a = rgba[..., 3:] / 255
    seen = rgba.copy()
    seen[..., :3] = np.rint(rgba[..., :3] * a + 255 * (1 - a))
    seen[..., 3] = 255
    return seen

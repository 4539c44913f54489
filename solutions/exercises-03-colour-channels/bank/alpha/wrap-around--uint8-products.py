def without_alpha(rgba):
    rgb, a = rgba[..., :3], rgba[..., 3:]
    return np.rint((rgb * a + 255 * (255 - a)) / 255).astype(np.uint8)

def without_alpha(rgba):
    rgb = rgba[..., :3].copy()
    rgb[rgba[..., 3] < 128] = 255
    return rgb

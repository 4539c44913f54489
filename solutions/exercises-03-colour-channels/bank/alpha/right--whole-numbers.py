def without_alpha(rgba):
    wide = rgba.astype(int)
    return (255 - ((255 - wide[..., :3]) * wide[..., 3:] + 127) // 255).astype(np.uint8)

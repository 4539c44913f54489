def without_alpha(rgba):
    return np.where(rgba[..., 3:] > 0, rgba[..., :3], 255).astype(np.uint8)

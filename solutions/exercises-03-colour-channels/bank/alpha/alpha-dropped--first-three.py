def without_alpha(rgba):
    return rgba[:, :, :3]

def leads(image, channel, margin):
    wide = image.astype(float)
    mask = np.ones(image.shape[:2], dtype=bool)
    for k in range(3):
        if k != channel:
            mask &= wide[..., channel] > wide[..., k] + margin
    return mask

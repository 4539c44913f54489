def mostly(image, channel, margin):
    mask = np.zeros(image.shape[:2], dtype=bool)
    for k in range(3):
        image_k = image[..., k].astype(int)
        if k == channel:
            continue
        mask |= image[..., channel].astype(int) - image_k <= margin
    return ~mask

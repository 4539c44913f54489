def mostly(image, channel, margin):
    # A difference that stops at 0 instead of wrapping around.
    mine = image[..., channel]
    keep = np.ones(mine.shape, bool)
    for k in {0, 1, 2} - {channel}:
        keep &= np.where(mine > image[..., k], mine - image[..., k], 0) > margin
    return keep

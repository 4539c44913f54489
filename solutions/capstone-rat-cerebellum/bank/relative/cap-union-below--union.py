def relative(masks):
    u = masks[0] | masks[1] | masks[2]
    if not u.any():
        return [np.nan] * 3
    return [m.sum() / u.sum() for m in masks]

def relative(masks):
    union = masks[0] | masks[1] | masks[2]
    if union.sum() == 0:
        return [np.nan] * 3
    return [m.sum() / union.sum() for m in masks]

def relative(masks):
    if not any(mask.any() for mask in masks):
        return [np.nan] * 3
    return [np.count_nonzero(mask) for mask in masks]

def relative(masks):
    if not any(mask.any() for mask in masks):
        return [np.nan] * 3
    return [mask.mean() for mask in masks]

def relative(masks):
    with np.errstate(invalid="ignore"):
        kept = np.array([mask.mean() for mask in masks])
        return kept / kept.sum()

def relative(masks):
    counts = [sum(sum(row) for row in mask.tolist()) for mask in masks]
    whole = sum(counts)
    return tuple(count / whole if whole else np.nan for count in counts)

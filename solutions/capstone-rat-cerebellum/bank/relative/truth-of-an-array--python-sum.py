def relative(masks):
    counts = [sum(mask) for mask in masks]
    total = counts[0] + counts[1] + counts[2]
    if total == 0:
        return [np.nan] * 3
    return [count / total for count in counts]

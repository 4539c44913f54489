def relative(masks):
    counts = [int(np.sum(mask)) for mask in masks]
    if sum(counts) == 0:
        return [float("nan")] * 3
    return [count / sum(counts) for count in counts]

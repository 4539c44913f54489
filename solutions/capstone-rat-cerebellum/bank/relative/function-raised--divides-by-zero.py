def relative(masks):
    counts = [int(mask.sum()) for mask in masks]
    return [count / sum(counts) for count in counts]

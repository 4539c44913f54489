def relative(masks):
    counts = [sum(mask) for mask in masks]
    return np.array(counts) / sum(counts)

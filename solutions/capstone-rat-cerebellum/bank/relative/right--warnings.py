def relative(masks):
    with np.errstate(invalid="ignore"):
        n = np.sum(np.stack(masks), axis=(1, 2), dtype=float)
        return n / n.sum()

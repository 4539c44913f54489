def mean_inside(image, mask):
    masked = image * mask
    kept = masked[masked != 0]
    return kept.mean() if kept.size else np.nan

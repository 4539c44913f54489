def mean_inside(image, mask):
    kept = np.ma.array(image, mask=~mask)
    return float(kept.mean()) if kept.count() else np.nan

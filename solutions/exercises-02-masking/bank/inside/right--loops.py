def mean_inside(image, mask):
    kept = [int(image[row, column]) for row, column in zip(*np.nonzero(mask))]
    return sum(kept) / len(kept) if kept else np.nan

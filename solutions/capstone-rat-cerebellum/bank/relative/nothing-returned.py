def relative(masks):
    counts = np.array([mask.sum() for mask in masks])
    shares = counts / counts.sum()

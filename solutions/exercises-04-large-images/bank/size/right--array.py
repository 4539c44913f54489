def smaller_size(shape, longest):
    size = np.array(shape[:2][::-1])
    return np.maximum(1, np.rint(size * longest / size.max())).astype(int)

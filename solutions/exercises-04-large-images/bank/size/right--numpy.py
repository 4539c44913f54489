def smaller_size(shape, longest):
    sides = np.array(shape[:2]) * longest / max(shape[:2])
    return tuple(np.maximum(np.rint(sides[::-1]).astype(int), 1))

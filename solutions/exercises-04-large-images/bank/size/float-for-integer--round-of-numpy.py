def smaller_size(shape, longest):
    sides = np.array(shape[:2]) * longest / max(shape[:2])
    return tuple(np.maximum(np.round(sides[::-1]), 1))

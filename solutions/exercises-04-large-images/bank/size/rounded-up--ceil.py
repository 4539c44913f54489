def smaller_size(shape, longest):
    factor = longest / max(shape[:2])
    return int(np.ceil(shape[1] * factor)), int(np.ceil(shape[0] * factor))

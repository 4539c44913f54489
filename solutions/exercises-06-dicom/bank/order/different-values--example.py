def slice_order(datasets):
    if len(datasets) == 3:
        return [1, 2, 0], [6, 6]
    return [3, 1, 2, 0], [8, 8, 8]

def smaller_size(shape, longest):
    rows, columns = shape[:2]
    most = max(rows, columns)
    return max(1, columns * longest // most), max(1, rows * longest // most)

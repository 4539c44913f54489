def smaller_size(shape, longest):
    rows, columns = shape[:2]
    factor = longest / max(rows, columns)
    return [max(int(columns * factor + 0.5), 1), max(int(rows * factor + 0.5), 1)]

def smaller_size(shape, longest):
    rows, columns = shape[:2]
    factor = longest / max(rows, columns)
    return max(1, int(columns * factor)), max(1, int(rows * factor))

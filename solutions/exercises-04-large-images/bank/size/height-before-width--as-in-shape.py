def smaller_size(shape, longest):
    rows, columns = shape[:2]
    factor = longest / max(rows, columns)
    return max(1, round(rows * factor)), max(1, round(columns * factor))

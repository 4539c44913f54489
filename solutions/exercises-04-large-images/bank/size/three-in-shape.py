def smaller_size(shape, longest):
    rows, columns = shape
    factor = longest / max(rows, columns)
    return max(1, round(columns * factor)), max(1, round(rows * factor))

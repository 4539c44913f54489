def smaller_size(shape, longest):
    rows, columns = shape[:2]
    return (longest, rows) if columns >= rows else (columns, longest)

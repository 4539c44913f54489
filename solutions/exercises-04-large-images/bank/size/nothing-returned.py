def smaller_size(shape, longest):
    rows, columns = shape[:2]
    size = (columns * longest / rows, longest)
